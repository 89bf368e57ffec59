using System.Globalization;
using FarmMarket.Search;
using Microsoft.AspNetCore.Http.Extensions;

namespace FarmMarket.Web.Hosting;

/// <summary>
/// The market's address and what it asks for, both ways: <c>/market?q=桂七&amp;county=451003&amp;county=451022&amp;inStock=true</c>. What can't be
/// read counts as not there; what is as usual is left out, so that one question has one address.
/// </summary>
public static class MarketAddress
{
    public static readonly IReadOnlyList<string> Parameters =
        ["q", "category", "county", "grade", "price", "ships", "inSeason", "inStock", "preSale", "gi", "sort", "page", "after"];

    private const int MostCodes = 20, LongestCode = 40;

    public static MarketQuery Read(IQueryCollection query) => new()
    {
        Text = query["q"].ToString() is { Length: > 0 } text ? text[..Math.Min(text.Length, MarketQuery.LongestText)] : null,
        Categories = Codes(query, "category"),
        Counties = Codes(query, "county"),
        Grades = Codes(query, "grade"),
        Prices = Codes(query, "price"),
        ShipsWithinHours = Number(query, "ships"),
        InSeason = IsTrue(query, "inSeason"),
        InStock = IsTrue(query, "inStock"),
        PreSale = IsTrue(query, "preSale"),
        GeographicalIndication = IsTrue(query, "gi"),
        Sort = Sorts.FirstOrDefault(sort => sort.Value == query["sort"].ToString()).Key,
        Page = Math.Clamp(Number(query, "page") ?? 1, 1, MarketQuery.MaxPages),
        After = query["after"].ToString() is { Length: > 0 and <= LongestCode } after ? after : null,
    };

    /// <summary>The address that asks this. For a link that adds or takes away a value: <c>Of(query with { Counties = query.Counties.Toggle(code), Page = 1 })</c>.</summary>
    public static string Of(MarketQuery query)
    {
        var parts = new QueryBuilder();
        if (query.Text is { Length: > 0 } text)
            parts.Add("q", text);
        parts.Add("category", query.Categories);
        parts.Add("county", query.Counties);
        parts.Add("grade", query.Grades);
        parts.Add("price", query.Prices);
        if (query.ShipsWithinHours is { } hours)
            parts.Add("ships", hours.ToString(CultureInfo.InvariantCulture));
        foreach (var (name, wanted) in (ReadOnlySpan<(string, bool)>)
            [("inSeason", query.InSeason), ("inStock", query.InStock), ("preSale", query.PreSale), ("gi", query.GeographicalIndication)])
        {
            if (wanted)
                parts.Add(name, "true");
        }
        if (query.Sort != MarketSort.Relevance)
            parts.Add("sort", Sorts[query.Sort]);
        if (query.After is { } after)
            parts.Add("after", after);
        else if (query.Page > 1)
            parts.Add("page", query.Page.ToString(CultureInfo.InvariantCulture));
        return "/market" + parts;
    }

    /// <summary>With the code if it was without, and the other way round.</summary>
    public static IReadOnlyList<string> Toggle(this IReadOnlyList<string> chosen, string code) =>
        chosen.Contains(code) ? [.. chosen.Where(other => other != code)] : [.. chosen, code];

    /// <summary>The value of <c>sort</c>; empty for the usual order.</summary>
    public static string NameOf(MarketSort sort) => Sorts[sort];

    private static readonly Dictionary<MarketSort, string> Sorts = new()
    {
        [MarketSort.Relevance] = "",
        [MarketSort.Newest] = "newest",
        [MarketSort.PriceUp] = "price",
        [MarketSort.PriceDown] = "-price",
        [MarketSort.Sales] = "sales",
    };

    private static string[] Codes(IQueryCollection query, string name) =>
        [.. query[name].OfType<string>().Where(code => code.Length is > 0 and <= LongestCode).Distinct().Take(MostCodes)];

    private static bool IsTrue(IQueryCollection query, string name) => query[name].ToString() is "true" or "on" or "1";

    private static int? Number(IQueryCollection query, string name) =>
        int.TryParse(query[name].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
