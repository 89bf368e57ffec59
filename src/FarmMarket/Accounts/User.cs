using FarmMarket.Kernel;
using Microsoft.AspNetCore.Identity;

namespace FarmMarket.Accounts;

/// <summary>A person. Signs in by phone number or e-mail; can be grower, buyer, trainee and more at once.</summary>
public sealed class User : IdentityUser<long>, IEntity
{
    /// <summary>How others see them; never the phone number.</summary>
    public required string DisplayName { get; set; }

    /// <summary>"zh" or "en": the language of messages sent to them.</summary>
    public string Language { get; set; } = "zh";

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>A known account of the demo region; the market refuses to start with one outside demo mode.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Base32 key shared with the authenticator app; in force once <see cref="IdentityUser{TKey}.TwoFactorEnabled"/>.</summary>
    public string? AuthenticatorKey { get; set; }

    /// <summary>The last 30-second step whose authenticator code was used: a code works once, even within its half minute.</summary>
    public long LastAuthenticatorStep { get; set; }

    /// <summary>Set when the person deleted the account; what identified them is gone by then, their orders stay.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    public UserId UserId => new(Id);

    /// <summary>The audit trail holds ids, no personal data.</summary>
    internal string AuditName => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"user:{Id}");

    /// <summary>A person whose contact has been shown to be theirs.</summary>
    public static User New(Contact contact, string displayName, string language, DateTimeOffset now, bool isDemo = false)
    {
        // Nobody signs in by it or sees it, but Identity wants one.
        var name = PublicNumbers.Token();
        var user = new User
        {
            DisplayName = displayName,
            Language = language,
            CreatedAt = now,
            IsDemo = isDemo,
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            SecurityStamp = PublicNumbers.Token(),
            LockoutEnabled = true,
        };
        user.BeReachedBy(contact);
        return user;
    }

    public void BeReachedBy(Contact contact)
    {
        if (contact.IsEmail)
            (Email, NormalizedEmail, EmailConfirmed) = (contact.Value, contact.NormalizedEmail, true);
        else
            (PhoneNumber, PhoneNumberConfirmed) = (contact.Value, true);
    }

    /// <summary>Ends what is signed in elsewhere, within minutes.</summary>
    public void SignOutElsewhere() => SecurityStamp = PublicNumbers.Token();

    internal void BecomeNobody(DateTimeOffset now)
    {
        DisplayName = "已注销";
        UserName = PublicNumbers.Token();
        NormalizedUserName = UserName.ToUpperInvariant();
        (PhoneNumber, PhoneNumberConfirmed) = (null, false);
        (Email, NormalizedEmail, EmailConfirmed) = (null, null, false);
        (PasswordHash, TwoFactorEnabled, AuthenticatorKey) = (null, false, null);
        (LockoutEnd, AccessFailedCount) = (null, 0);
        DeletedAt = now;
        SignOutElsewhere();
    }
}

/// <summary>Roles that are granted, not earned by membership.</summary>
public static class Roles
{
    public const string Operator = "operator";
    public const string Coordinator = "coordinator";
}
