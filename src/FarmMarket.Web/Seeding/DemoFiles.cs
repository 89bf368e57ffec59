using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using FarmMarket.Accounts;
using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Payments;
using FarmMarket.Shipping;
using Microsoft.AspNetCore.Identity;

namespace FarmMarket.Web.Seeding;

// What the files of seeds/demo say. People, shops, listings and packs are called by keys that mean something only here.

internal sealed record PeopleFile(string Password, IReadOnlyList<DemoPerson> People)
{
    /// <summary>One slow hash for all made-up accounts: their password is one and public.</summary>
    public string HashFor(IServiceProvider services) =>
        services.GetRequiredService<IPasswordHasher<User>>().HashPassword(new() { DisplayName = "" }, Password);
}

/// <param name="Roles">Granted ones, see Accounts.Roles.</param>
/// <param name="ShownOnSignIn">What the account is called on the sign-in page; null for those not shown there.</param>
internal sealed record DemoPerson(
    string Key,
    string Name,
    string Phone,
    string Language,
    Ago JoinedAt,
    IReadOnlyList<DemoAddress> Addresses,
    string? Email = null,
    IReadOnlyList<string>? Roles = null,
    LocalText? ShownOnSignIn = null);

internal sealed record DemoAddress(string Recipient, string Phone, string County, string Street, bool Default = false);

/// <param name="ApprovedAt">Null while it waits for the operator.</param>
/// <param name="Cover">A picture's name.</param>
internal sealed record DemoShop(
    string Key,
    LocalText Name,
    string County,
    LocalText Place,
    LocalText Story,
    string Owner,
    IReadOnlyList<DemoMember> Members,
    Ago OpenedAt,
    string Cover,
    DemoFreight Freight,
    IReadOnlyList<DemoListing> Listings,
    Ago? ApprovedAt = null,
    DemoHoliday? Holiday = null);

internal sealed record DemoMember(string Person, ShopRole Role);

internal sealed record DemoHoliday(Ago Until, LocalText Note);

internal sealed record DemoFreight(
    long FirstWeightGrams,
    long AdditionalWeightGrams,
    IReadOnlyList<DemoFreightGroup> Groups,
    IReadOnlyList<string> NotServed,
    long? FreeAboveFen = null,
    LocalText? Pickup = null)
{
    public FreightTerms Terms => new(
        FreeAboveFen is { } free ? new Money(free) : null,
        Pickup,
        [
            .. Groups.Select(group => new FreightTerms.Rate(
                group.Provinces, true, new(FirstWeightGrams), new(group.FirstFen), new(AdditionalWeightGrams), new(group.AdditionalFen), group.FreeAbove, group.ColdChain)),
            new FreightTerms.Rate(NotServed, false, Weight.Zero, Money.Zero, Weight.Zero, Money.Zero, false, false),
        ]);
}

internal sealed record DemoFreightGroup(IReadOnlyList<string> Provinces, long FirstFen, long AdditionalFen, bool FreeAbove, bool ColdChain = false);

/// <param name="Photos">Names of pictures, the cover first.</param>
/// <param name="ListedAt">Null: some time after its shop opened.</param>
internal sealed record DemoListing(
    string Key,
    LocalText Title,
    string Category,
    string Variety,
    StockUnit Unit,
    ListingStatus Status,
    int ShipsWithinHours,
    IReadOnlyList<DemoGrade> Grades,
    IReadOnlyList<DemoPack> Packs,
    LocalText Description,
    LocalText Storage,
    IReadOnlyList<string> Photos,
    bool UsesGiMark = false,
    LocalText? StatusReason = null,
    SeasonOfYear? Harvest = null,
    DemoPresale? Presale = null,
    Ago? ListedAt = null,
    IReadOnlyList<DemoStockMove>? StockMoves = null)
{
    /// <param name="county">Of its shop.</param>
    /// <param name="today">Harvest and pre-sale are told as of this day.</param>
    public ListingContent Content(string county, DateOnly today)
    {
        var season = Harvest?.Current(today);
        return new()
        {
            Title = Title,
            Category = Category,
            Variety = Variety,
            County = county,
            UsesGiMark = UsesGiMark,
            Description = Description,
            Storage = Storage,
            HarvestFrom = season?.From,
            HarvestTo = season?.To,
            ShipsWithinHours = ShipsWithinHours,
            PresaleShipBy = Presale?.ShipByDay(season, today),
            Pools =
            [
                .. Grades.Select(grade => new PoolContent
                {
                    Grade = grade.Grade,
                    Size = grade.Size,
                    Unit = Unit,
                    OpeningStock = Presale?.Cap ?? grade.OpeningStock,
                    Packs =
                    [
                        .. PacksOf(grade.Grade).Select(pack => new PackContent
                        {
                            Name = pack.Name,
                            BaseUnits = pack.BaseUnits,
                            GrossWeight = new(pack.GrossGrams),
                            Price = new(pack.PriceFen),
                        }),
                    ],
                }),
            ],
        };
    }

    public IEnumerable<DemoPack> PacksOf(Grade grade) => Packs.Where(pack => pack.Grade == grade);
}

internal sealed record DemoGrade(Grade Grade, LocalText Size, long OpeningStock);

internal sealed record DemoPack(string Key, Grade Grade, LocalText Name, long BaseUnits, long GrossGrams, long PriceFen);

internal sealed record DemoStockMove(Ago At, Grade Grade, StockMoveKind Kind, long Units, string Reason);

/// <param name="ShipsBy">From today (+25d) or from the first day of the harvest (harvest+10d).</param>
internal sealed record DemoPresale(string ShipsBy, long Cap)
{
    private const string FromHarvest = "harvest";

    public DateOnly ShipByDay((DateOnly From, DateOnly To)? season, DateOnly today)
    {
        var harvest = ShipsBy.StartsWith(FromHarvest, StringComparison.Ordinal);
        var days = (int)Ago.Parse(harvest ? ShipsBy[FromHarvest.Length..] : ShipsBy).Span.TotalDays;
        if (!harvest)
            return today.AddDays(days);
        var first = season!.Value.From;
        return (first > today ? first : first.AddYears(1)).AddDays(days);
    }
}

internal sealed record OrdersFile(string About, IReadOnlyList<DemoCheckout> Checkouts);

internal sealed record DemoCheckout(string Key, string Buyer, Ago PlacedAt, DemoPayment Payment, IReadOnlyList<DemoOrder> Orders);

internal enum DemoPaymentState
{
    Awaiting,
    Paid,
    Declined,
    Expired,
}

internal sealed record DemoPayment(DemoPaymentState State, Ago? PaidAt = null, Ago? DeclinedAt = null);

/// <param name="State">What it comes to; a test holds the played history against it.</param>
internal sealed record DemoOrder(
    string Shop,
    Ordering.OrderState State,
    IReadOnlyList<DemoLine> Lines,
    string? Note = null,
    bool Pickup = false,
    Ago? PackingAt = null,
    IReadOnlyList<DemoParcel>? Parcels = null,
    Ago? ReceivedAt = null,
    DemoCancellation? Cancelled = null,
    DemoClaim? Claim = null);

internal sealed record DemoLine(string Listing, string Pack, int Quantity);

/// <param name="Lines">Null for the whole order.</param>
internal sealed record DemoParcel(
    string Carrier, Ago ShippedAt, string? Waybill = null, IReadOnlyList<DemoLine>? Lines = null, IReadOnlyList<DemoTracking>? Events = null);

internal sealed record DemoTracking(Ago At, TrackingKind Kind, LocalText Text);

internal sealed record DemoCancellation(Ago At, DemoCanceller By, string Reason);

/// <summary>坏果包赔: what the buyer showed, and who said what about it.</summary>
/// <param name="Units">Grams or pieces that are bad.</param>
/// <param name="Photo">A picture's name.</param>
/// <param name="State">What it comes to; a test holds the played history against it.</param>
/// <param name="Line">From 1.</param>
internal sealed record DemoClaim(
    Ago At,
    long Units,
    string Words,
    string Photo,
    ClaimState State,
    int Line = 1,
    DemoShopAnswer? Answer = null,
    DemoBuyerReply? Reply = null,
    DemoDecision? Decision = null);

internal sealed record DemoShopAnswer(Ago At, ShopAnswer Answer, long Fen = 0, string? Words = null);

internal sealed record DemoBuyerReply(Ago At, BuyerReply Reply, long Fen = 0, string? Words = null);

internal sealed record DemoDecision(Ago At, long Fen, string Words);

internal enum DemoCanceller
{
    Buyer,
    Seller,
}

/// <summary>A moment as the files write it, from the moment of seeding: -3d4h10m, +25d.</summary>
[JsonConverter(typeof(AgoConverter))]
internal readonly partial record struct Ago(TimeSpan Span)
{
    public DateTimeOffset From(DateTimeOffset now) => now + Span;

    public static Ago Parse(string text)
    {
        var match = Written().Match(text);
        if (!match.Success || text.Length < 2)
            throw new FormatException($"{text}? A moment is written like -3d4h10m.");
        var span = new TimeSpan(Number(match, "d"), Number(match, "h"), Number(match, "m"), 0);
        return new(match.Groups["sign"].Value == "-" ? -span : span);
    }

    private static int Number(Match match, string unit) =>
        match.Groups[unit] is { Success: true } group ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?<sign>[-+])((?<d>\d+)d)?((?<h>\d+)h)?((?<m>\d+)m)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Written();
}

internal sealed class AgoConverter : JsonConverter<Ago>
{
    public override Ago Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Ago.Parse(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, Ago value, JsonSerializerOptions options) => throw new NotSupportedException("Seeds are only read.");
}
