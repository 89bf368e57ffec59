using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Search;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.OutputCaching;

namespace FarmMarket.Web.Pages.Market;

/// <summary>The market: search, facets, sort, pages.</summary>
[OutputCache(PolicyName = PublicPages.Market)]
public sealed class IndexModel(TimeProvider clock) : PublicPage
{
    public MarketQuery Asked { get; private set; } = new();
    public BrowseMarket.Result Found { get; private set; } = null!;
    public DateOnly Today { get; private set; }
    public string Heading { get; private set; } = "";

    /// <summary>What was chosen, each with the address that takes it back.</summary>
    public IReadOnlyList<(string Name, string Without)> Chosen { get; private set; } = [];

    public bool IsFiltered => Asked.Categories.Count + Asked.Counties.Count + Asked.Grades.Count + Asked.Prices.Count > 0
        || Asked.ShipsWithinHours is not null || Asked.InSeason || Asked.InStock || Asked.PreSale || Asked.GeographicalIndication;

    public async Task OnGetAsync()
    {
        Asked = MarketAddress.Read(Request.Query);
        Found = await Send(new BrowseMarket.Query(Asked));
        Today = Shanghai.Date(clock.GetUtcNow());
        Chosen = [.. ChosenOnes()];
        Heading = Asked.Text is { } words ? T["“{0}”", words] : ShelfName() ?? T["市场"];
        ViewData["Category"] = Asked is { InSeason: true, Categories: [] } ? "in-season" : Asked.Categories is [var only] ? only : null;
        Describe(Heading, T["{0}：{1} 种在卖，写明产地、等级和每斤多少钱。", Heading, Found.Total], Canonical);
    }

    public string To(Func<MarketQuery, MarketQuery> change) => MarketAddress.Of(change(Asked with { Page = 1, After = null }));

    /// <summary>What search engines should file this under: a shelf (category or county) and its pages; null for a search or a narrower choice.</summary>
    private string? Canonical =>
        Asked is { Text: null, Grades: [], Prices: [], Categories.Count: <= 1, Counties.Count: <= 1, ShipsWithinHours: null }
            and { InStock: false, PreSale: false, GeographicalIndication: false, After: null }
            ? MarketAddress.Of(Asked with { Sort = MarketSort.Relevance })
            : null;

    private string? ShelfName()
    {
        var county = Asked.Counties is [var code] ? Regions.Find(code)?.Name.ToString() : null;
        var category = Asked.Categories is [var shelf] ? Produce.Category(shelf)?.Name.ToString() : null;
        return (county, category) switch
        {
            ({ } c, { } s) => T["{0} · {1}", c, s],
            ({ } c, null) => c,
            (null, { } s) => s,
            _ => Asked.InSeason ? T["当季鲜果"] : null,
        };
    }

    private IEnumerable<(string, string)> ChosenOnes()
    {
        foreach (var code in Asked.Categories)
            yield return (Produce.Category(code)?.Name.ToString() ?? code, To(a => a with { Categories = a.Categories.Toggle(code) }));
        foreach (var code in Asked.Counties)
            yield return (Regions.Find(code)?.Name.ToString() ?? code, To(a => a with { Counties = a.Counties.Toggle(code) }));
        foreach (var code in Asked.Grades)
            yield return (NameIn(Found.Facets.Grades, code), To(a => a with { Grades = a.Grades.Toggle(code) }));
        foreach (var code in Asked.Prices)
            yield return (PriceName(code), To(a => a with { Prices = a.Prices.Toggle(code) }));
        if (Asked.ShipsWithinHours is { } hours)
            yield return (T["{0} 小时内发货", hours], To(a => a with { ShipsWithinHours = null }));
        if (Asked.InSeason)
            yield return (T["当季"], To(a => a with { InSeason = false }));
        if (Asked.InStock)
            yield return (T["有货"], To(a => a with { InStock = false }));
        if (Asked.PreSale)
            yield return (T["预售"], To(a => a with { PreSale = false }));
        if (Asked.GeographicalIndication)
            yield return (T["地理标志"], To(a => a with { GeographicalIndication = false }));
    }

    private static string NameIn(IReadOnlyList<FacetValue> facet, string code) => facet.FirstOrDefault(value => value.Code == code)?.Name.ToString() ?? code;

    public string PriceName(string code) => PriceBand.All.FirstOrDefault(band => band.Code == code) switch
    {
        null => code,
        { ToFen: null } band => T["¥{0} 以上/斤", band.FromFen / 100],
        { FromFen: 0 } band => T["¥{0} 以下/斤", band.ToFen / 100],
        var band => T["¥{0}–{1}/斤", band.FromFen / 100, band.ToFen / 100],
    };
}
