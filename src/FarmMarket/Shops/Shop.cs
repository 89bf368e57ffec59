using FarmMarket.Kernel;

namespace FarmMarket.Shops;

public enum ShopStatus
{
    /// <summary>The owner is still working through the opening checklist; nobody else sees the shop.</summary>
    Preparing,

    /// <summary>Handed in; the operator looks at it.</summary>
    AwaitingApproval,
    Open,

    /// <summary>Sent back with a reason; can be handed in again.</summary>
    SentBack,

    /// <summary>Closed by the operator with a reason.</summary>
    Suspended,
}

/// <summary>A grower's shop.</summary>
public sealed class Shop : Aggregate
{
    public const int MostMembers = 50;

    public ShopId Id { get; init; }

    /// <summary>Its address under /shops, lower-case letters, digits and hyphens; never changes.</summary>
    public required string Slug { get; init; }
    public required LocalText Name { get; set; }
    public required LocalText Story { get; set; }

    /// <summary>GB/T 2260 code of the county the shop is in.</summary>
    public required string CountyCode { get; set; }

    /// <summary>Village or orchard, as people would tell a driver.</summary>
    public string? Place { get; set; }
    public required string ContactPhone { get; set; }

    /// <summary>Media key of the wide picture on top of the shop page.</summary>
    public string? CoverKey { get; set; }
    public ShopStatus Status { get; private set; } = ShopStatus.Preparing;

    /// <summary>Why it was sent back or suspended.</summary>
    public string? StatusReason { get; private set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? OpenedAt { get; private set; }

    /// <summary>Last day of a holiday, Shanghai date; while it lasts the shop is seen but takes no orders.</summary>
    public DateOnly? HolidayUntil { get; private set; }
    public LocalText HolidayNote { get; private set; } = new("");

    /// <summary>Everyone who works in the shop; at least one is an owner.</summary>
    public List<ShopMember> Members { get; } = [];

    public bool IsVisible => Status == ShopStatus.Open;

    public bool OnHoliday(DateOnly today) => HolidayUntil is { } last && today <= last;

    public void HandIn(IReadOnlyCollection<string> missing)
    {
        if (Status is not (ShopStatus.Preparing or ShopStatus.SentBack))
            throw new RuleBroken("店铺已经提交过了") { Code = "shop-already-handed-in" };
        if (missing.Count > 0)
            throw new RuleBroken("开店清单还差 {0} 项，做完再提交", missing.Count) { Code = "checklist-incomplete" };
        Status = ShopStatus.AwaitingApproval;
        StatusReason = null;
        Raise(() => new ShopHandedIn(Id));
    }

    public void Approve(DateTimeOffset now)
    {
        if (Status is not (ShopStatus.AwaitingApproval or ShopStatus.Suspended))
            throw new RuleBroken("这家店铺不在待审核状态") { Code = "shop-not-awaiting" };
        Status = ShopStatus.Open;
        StatusReason = null;
        OpenedAt ??= now;
        Raise(() => new ShopOpened(Id));
    }

    public void SendBack(string reason)
    {
        if (Status != ShopStatus.AwaitingApproval)
            throw new RuleBroken("这家店铺不在待审核状态") { Code = "shop-not-awaiting" };
        Status = ShopStatus.SentBack;
        StatusReason = reason;
        Raise(() => new ShopSentBack(Id));
    }

    public void Suspend(string reason)
    {
        if (Status != ShopStatus.Open)
            throw new RuleBroken("只有营业中的店铺可以停业") { Code = "shop-not-open" };
        Status = ShopStatus.Suspended;
        StatusReason = reason;
        Raise(() => new ShopSuspended(Id));
    }

    public void TakeHoliday(DateOnly until, LocalText note, DateOnly today)
    {
        if (until < today)
            throw new RuleBroken("休假的最后一天不能早于今天") { Field = "Until", Code = "holiday-in-the-past" };
        HolidayUntil = until;
        HolidayNote = note;
        Raise(() => new ShopChanged(Id));
    }

    public void ReturnFromHoliday()
    {
        HolidayUntil = null;
        HolidayNote = new("");
        Raise(() => new ShopChanged(Id));
    }

    /// <summary>The name, story, county, place, phone or cover changed.</summary>
    internal void Describe(ShopText written)
    {
        (Name, Story, CountyCode, Place, ContactPhone) = (written.Name, written.Story, written.County, written.Place, written.Phone);
        Raise(() => new ShopChanged(Id));
    }

    public void Hang(string coverKey)
    {
        CoverKey = coverKey;
        Raise(() => new ShopChanged(Id));
    }

    public void Join(UserId user, ShopRole role, DateTimeOffset now)
    {
        if (Members.Any(member => member.UserId == user))
            throw new RuleBroken("您已经是这家店的成员了") { Code = "already-a-member" };
        if (Members.Count >= MostMembers)
            throw new RuleBroken("一家店最多 {0} 名成员", MostMembers) { Code = "too-many-members" };
        Members.Add(new() { UserId = user, Role = role, JoinedAt = now });
        Raise(() => new ShopMembersChanged(Id, user, role));
    }

    public void GiveRole(UserId user, ShopRole role)
    {
        var member = MemberOrNotFound(user);
        if (member.Role == role)
            return;
        member.Role = role;
        KeepAnOwner();
        Raise(() => new ShopMembersChanged(Id, user, role));
    }

    public void Leave(UserId user)
    {
        Members.Remove(MemberOrNotFound(user));
        KeepAnOwner();
        Raise(() => new ShopMembersChanged(Id, user, null));
    }

    public bool IsOnlyOwner(UserId user) =>
        Members.Any(member => member.UserId == user && member.Role == ShopRole.Owner) && Members.Count(member => member.Role == ShopRole.Owner) == 1;

    private ShopMember MemberOrNotFound(UserId user) => Members.SingleOrDefault(member => member.UserId == user) ?? throw new NotFound();

    private void KeepAnOwner()
    {
        if (Members.All(member => member.Role != ShopRole.Owner))
            throw new RuleBroken("店里至少要有一位店主，请先让别人当店主") { Code = "last-owner" };
    }
}

public readonly record struct ShopMemberId(long Value) : IId;

/// <summary>A person's place in a shop. A shop always has at least one owner.</summary>
public sealed class ShopMember : IEntity
{
    public ShopMemberId Id { get; init; }
    public ShopId ShopId { get; init; }
    public required UserId UserId { get; init; }
    public required ShopRole Role { get; set; }
    public DateTimeOffset JoinedAt { get; init; }
}

public readonly record struct ShopInvitationId(long Value) : IId;

/// <summary>A link with which one person can join a shop, once, until it expires.</summary>
public sealed class ShopInvitation : IEntity
{
    public ShopInvitationId Id { get; init; }
    public required ShopId ShopId { get; init; }
    public required ShopRole Role { get; init; }

    /// <summary>SHA-256 of the token in the link; the token itself is never stored.</summary>
    public required string TokenHash { get; init; }

    /// <summary>Whom it is for, as the inviter wrote it.</summary>
    public required string For { get; init; }
    public required UserId InvitedBy { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public UserId? AcceptedBy { get; private set; }
    public DateTimeOffset? AcceptedAt { get; private set; }
    public bool Withdrawn { get; private set; }
}
