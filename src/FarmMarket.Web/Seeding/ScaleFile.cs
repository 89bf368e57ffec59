using System.Globalization;
using FarmMarket.Kernel;

namespace FarmMarket.Web.Seeding;

/// <summary><c>seeds/scale.json</c>: what the made-up listings are drawn from.</summary>
internal sealed record ScaleFile(
    string About,
    IReadOnlyList<ScaleProduce> Produce,
    IReadOnlyList<ScaleCounty> Counties,
    IReadOnlyList<ScaleHome> Homes,
    IReadOnlyList<LocalText> Families,
    IReadOnlyList<LocalText> GivenNames,
    IReadOnlyList<LocalText> Plots,
    IReadOnlyList<LocalText> Praise);

/// <param name="Share">Weight in the draw; the shares need not sum to anything round.</param>
/// <param name="YuanPerJin">Lowest and highest price of one 斤.</param>
internal sealed record ScaleProduce(int Share, string Variety, string Category, LocalText Title, int[] YuanPerJin, SeasonOfYear Harvest);

internal sealed record ScaleCounty(string Code, IReadOnlyList<LocalText> Towns);

/// <summary>Where a made-up buyer lives.</summary>
internal sealed record ScaleHome(string County, string Street);

/// <summary>A harvest as growers say it: from the tenth of July (07-10) to the twenty-fifth of August; may go over the new year.</summary>
internal sealed record SeasonOfYear(string From, string To)
{
    /// <summary>The season that today is in, or else the next one.</summary>
    public (DateOnly From, DateOnly To) Current(DateOnly today)
    {
        var to = Next(To, today);
        var from = Next(From, to.AddYears(-1));
        return (from, to);
    }

    private static DateOnly Next(string monthDay, DateOnly atOrAfter)
    {
        var day = DateOnly.ParseExact($"{atOrAfter.Year}-{monthDay}", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return day >= atOrAfter ? day : day.AddYears(1);
    }
}
