using CsCheck;
using FarmMarket.Search;

namespace FarmMarket.Tests.Search;

public sealed class FacetTests
{
    private static readonly SearchName[][] Categories = [[Fruit.Fresh, Fruit.Mangoes], [Fruit.Fresh, Fruit.Citrus], [Fruit.Oil]];
    private static readonly SearchName[] Counties = [Fruit.Tianyang, Fruit.Leye, new("451031", new("隆林"))];
    private static readonly SearchName[] Grades = [Fruit.Special, Fruit.First, new("second", new("二级"))];
    private static readonly string[] Words = ["芒果", "沃柑", "山茶油"];

    private static readonly Gen<ListingDocument> Listing =
        from category in Gen.Int[0, 2]
        from county in Gen.Int[0, 2]
        from grades in Gen.Int[0, 7]
        from price in Gen.OneOf(Gen.Const((long?)null), Gen.Long[1, 6000].Select(fen => (long?)fen))
        from ships in Gen.OneOf(12, 24, 48, 72, 168, 240)
        from flags in Gen.Int[0, 7]
        from harvest in Gen.Int[-100, 100]
        from sales in Gen.Long[0, 5]
        from published in Gen.Int[0, 5]
        select new ListingDocument
        {
            Id = 0,
            Title = new(Words[category]),
            Categories = Categories[category],
            County = Counties[county],
            Shop = new("shop", new("小店")),
            Grades = [.. Grades.Where((_, i) => (grades & (1 << i)) != 0)],
            FenPerJin = price,
            HarvestFrom = Fruit.Today.AddDays(harvest - 40),
            HarvestTo = Fruit.Today.AddDays(harvest),
            ShipsWithinHours = ships,
            InStock = (flags & 1) != 0,
            PreSale = (flags & 2) != 0,
            Indication = (flags & 4) != 0 ? new("百色芒果") : null,
            PublishedAt = DateTimeOffset.UnixEpoch.AddDays(published),
            Sales = sales,
        };

    private static Gen<string[]> Some(params string[] codes) => Gen.OneOf(Gen.Const(Array.Empty<string>()), Gen.OneOf(codes).Array[1, 3]);

    private static readonly Gen<MarketQuery> Question =
        from text in Gen.OneOf("", "芒果", "水果", "沃柑", "小店", "nothing")
        from categories in Some("fruit", "mango", "oil", "unknown")
        from counties in Some("451003", "451028", "unknown")
        from grades in Some("special", "first", "unknown")
        from prices in Some("0-3", "10-20", "unknown")
        from ships in Gen.OneOf<int?>(null, null, 24, 72, 5)
        from flags in Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[0, 15]))
        from sort in Gen.Enum<MarketSort>()
        select new MarketQuery
        {
            Text = text,
            Categories = categories,
            Counties = counties,
            Grades = grades,
            Prices = prices,
            ShipsWithinHours = ships,
            InSeason = (flags & 1) != 0,
            InStock = (flags & 2) != 0,
            PreSale = (flags & 4) != 0,
            GeographicalIndication = (flags & 8) != 0,
            Sort = sort,
            Size = 100,
        };

    [Fact]
    public void Hits_counts_and_order_are_those_of_going_through_all_listings() => Gen.Select(Listing.Array[0, 40], Question.Array[1, 8]).Sample(
        (drawn, questions) =>
        {
            ListingDocument[] listings = [.. drawn.Select((listing, i) => listing with { Id = i + 1 })];
            using var fruit = Fruit.With(listings);
            foreach (var question in questions)
                Compare(listings, question, fruit.Find(question));
        },
        iter: 120,
        threads: 1);

    private static void Compare(ListingDocument[] listings, MarketQuery question, MarketHits hits)
    {
        var words = listings.Where(listing => HasWord(listing, question.Text)).ToList();
        var expected = words.Where(listing => Choices(question).All(choice => choice.Value(listing))).ToList();
        Assert.Equal(expected.Count, hits.Total);
        Assert.Equal(expected.Select(listing => listing.Id).Order(), hits.Ids.Order());

        var order = hits.Ids.Select(id => listings[id - 1]).ToList();
        var sorted = question.Sort switch
        {
            MarketSort.Newest => expected.OrderByDescending(listing => listing.PublishedAt),
            MarketSort.Sales => expected.OrderByDescending(listing => listing.Sales),
            MarketSort.PriceUp => expected.OrderBy(listing => listing.FenPerJin ?? long.MaxValue),
            MarketSort.PriceDown => expected.OrderByDescending(listing => listing.FenPerJin ?? 0),
            _ => null,
        };
        if (sorted is not null)
            Assert.Equal(sorted.ThenByDescending(listing => listing.Id).Select(listing => listing.Id), order.Select(listing => listing.Id));

        int Without(string facet, Func<ListingDocument, bool> has) =>
            words.Count(listing => has(listing) && Choices(question).Where(choice => choice.Key != facet).All(choice => choice.Value(listing)));

        foreach (var code in (string[])["fruit", "mango", "citrus", "oil"])
            Assert.Equal(Without("category", listing => listing.Categories.Any(c => c.Code == code)), CountOf(hits.Facets.Categories, code));
        foreach (var county in Counties)
            Assert.Equal(Without("county", listing => listing.County.Code == county.Code), CountOf(hits.Facets.Counties, county.Code));
        foreach (var grade in Grades)
            Assert.Equal(Without("grade", listing => listing.Grades.Contains(grade)), CountOf(hits.Facets.Grades, grade.Code));
        foreach (var band in PriceBand.All)
            Assert.Equal(Without("price", listing => InBand(listing, band)), CountOf(hits.Facets.Prices, band.Code));
        foreach (var hours in (int[])[24, 48, 72, 168])
            Assert.Equal(Without("ships", listing => listing.ShipsWithinHours <= hours), CountOf(hits.Facets.ShipsWithinHours, $"{hours}"));
        Assert.Equal(Without("season", InSeason), hits.Facets.InSeason);
        Assert.Equal(Without("stock", listing => listing.InStock), hits.Facets.InStock);
        Assert.Equal(Without("presale", listing => listing.PreSale), hits.Facets.PreSale);
        Assert.Equal(Without("gi", listing => listing.Indication is not null), hits.Facets.GeographicalIndication);
    }

    private static int CountOf(IEnumerable<FacetValue> values, string code) => values.SingleOrDefault(value => value.Code == code)?.Count ?? 0;

    private static Dictionary<string, Func<ListingDocument, bool>> Choices(MarketQuery question)
    {
        var choices = new Dictionary<string, Func<ListingDocument, bool>>();
        if (question.Categories.Count > 0)
            choices["category"] = listing => listing.Categories.Any(category => question.Categories.Contains(category.Code));
        if (question.Counties.Count > 0)
            choices["county"] = listing => question.Counties.Contains(listing.County.Code);
        if (question.Grades.Count > 0)
            choices["grade"] = listing => listing.Grades.Any(grade => question.Grades.Contains(grade.Code));
        if (question.Prices.Count > 0)
            choices["price"] = listing => PriceBand.All.Any(band => question.Prices.Contains(band.Code) && InBand(listing, band));
        if (question.ShipsWithinHours is { } hours)
            choices["ships"] = listing => hours >= 24 && listing.ShipsWithinHours <= hours;
        if (question.InSeason)
            choices["season"] = InSeason;
        if (question.InStock)
            choices["stock"] = listing => listing.InStock;
        if (question.PreSale)
            choices["presale"] = listing => listing.PreSale;
        if (question.GeographicalIndication)
            choices["gi"] = listing => listing.Indication is not null;
        return choices;
    }

    private static bool HasWord(ListingDocument listing, string? word) =>
        string.IsNullOrEmpty(word)
        || (string[])[listing.Title.Zh, listing.Shop.Name.Zh, listing.Indication?.Zh ?? "", .. listing.Categories.Select(category => category.Name.Zh)] is var texts
        && texts.Any(text => text.Contains(word, StringComparison.Ordinal));

    private static bool InSeason(ListingDocument listing) => listing.HarvestFrom <= Fruit.Today && Fruit.Today <= listing.HarvestTo;

    private static bool InBand(ListingDocument listing, PriceBand band) =>
        listing.FenPerJin is { } price && price >= band.FromFen && (band.ToFen is not { } to || price < to);

    [Fact]
    public void Categories_come_as_a_tree_with_names()
    {
        using var fruit = Fruit.With(Fruit.Mango(1), Fruit.Mango(2), Fruit.Orange(3), Fruit.TeaOil(4));
        var categories = fruit.Find(new MarketQuery()).Facets.Categories;
        Assert.Equal(("水果", 3, null), Of("fruit"));
        Assert.Equal(("芒果", 2, "fruit"), Of("mango"));
        Assert.Equal(("山茶油", 1, null), Of("oil"));

        (string, int, string?) Of(string code) =>
            categories.Where(value => value.Code == code).Select(value => (value.Name.Zh, value.Count, value.Parent)).Single();
    }

    [Fact]
    public void Words_found_only_outside_the_chosen_facets_show_the_way_out_instead_of_something_near()
    {
        using var fruit = Fruit.With(Fruit.Mango(1), Fruit.Orange(2));
        var hits = fruit.Find(new MarketQuery { Text = "芒果", Counties = ["451028"] });
        Assert.Empty(hits.Ids);
        Assert.False(hits.Near);
        Assert.Contains(hits.Facets.Counties, county => county is { Code: "451003", Count: 1, Chosen: false });
        Assert.Contains(hits.Facets.Counties, county => county is { Code: "451028", Count: 0, Chosen: true });
    }

    [Fact]
    public void Pages_put_together_are_the_whole_list()
    {
        using var fruit = Fruit.With([.. Enumerable.Range(1, 100).Select(id => Fruit.Mango(id) with { Sales = id % 7 })]);
        foreach (var sort in Enum.GetValues<MarketSort>())
        {
            var whole = fruit.Find(new MarketQuery { Sort = sort, Size = 100 }).Ids;
            var byPage = Enumerable.Range(1, 5).SelectMany(page => fruit.Find(new MarketQuery { Sort = sort, Page = page }).Ids);
            Assert.Equal(whole, byPage);
            Assert.Equal(whole, ByCursor(fruit, new MarketQuery { Sort = sort, Size = 7 }));
        }
    }

    [Fact]
    public void Going_on_from_a_cursor_repeats_nothing_when_listings_come_meanwhile()
    {
        using var fruit = Fruit.With([.. Enumerable.Range(1, 60).Select(id => Fruit.Mango(id))]);
        var query = new MarketQuery { Sort = MarketSort.Newest, Size = 20 };
        var first = fruit.Find(query);
        fruit.Put([.. Enumerable.Range(61, 30).Select(id => Fruit.Mango(id))]);
        var rest = ByCursor(fruit, query with { After = first.Next });
        Assert.Equal(Enumerable.Range(1, 60).Select(id => (long)id).Reverse(), first.Ids.Concat(rest));
    }

    [Fact]
    public void No_page_is_deeper_than_a_hundred()
    {
        using var fruit = Fruit.With([.. Enumerable.Range(1, MarketQuery.MaxHits + 50).Select(id => Fruit.Mango(id))]);
        var last = fruit.Find(new MarketQuery { Page = MarketQuery.MaxPages });
        Assert.Equal(MarketQuery.MaxHits + 50, last.Total);
        Assert.Equal(MarketQuery.MaxPages, last.Pages);
        Assert.Equal(MarketQuery.DefaultSize, last.Ids.Count);
        Assert.Null(last.Next);
        Assert.Empty(fruit.Find(new MarketQuery { Page = MarketQuery.MaxPages + 1 }).Ids);
        Assert.Empty(fruit.Find(new MarketQuery { Page = int.MaxValue, Size = 100 }).Ids);
    }

    private static List<long> ByCursor(Fruit fruit, MarketQuery query)
    {
        var ids = new List<long>();
        for (var after = query.After; ;)
        {
            var hits = fruit.Find(query with { After = after });
            ids.AddRange(hits.Ids);
            after = hits.Next;
            if (after is null)
                return ids;
        }
    }
}
