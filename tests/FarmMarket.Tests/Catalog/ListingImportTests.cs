using System.Text;
using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Tables;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Catalog;

public sealed class ListingImportTests
{
    private const string Headings = "商品名称,品种,产地县,等级,规格,每份斤数或个数,价格（元）,库存斤数或个数,状态";

    private static MemoryStream File(string text, string encoding = "utf-8")
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var known = Encoding.GetEncoding(encoding);
        // What says UTF-16 is its mark; without one it is not told from other binary files.
        return new([.. encoding == "utf-16" ? known.GetPreamble() : [], .. known.GetBytes(text)]);
    }

    private static Task<string> HandIn(SellerShop shop, Stream file, string name = "商品.csv") => shop.Send(new HandInListingFile.Request(SellerShop.Slug, file, name));

    private static Task<ShowListingImport.Result> Look(SellerShop shop, string token) => shop.Send(new ShowListingImport.Query(SellerShop.Slug, token));

    private static async Task<ShowListingImport.Result> Import(SellerShop shop, Stream file)
    {
        var token = await HandIn(shop, file);
        await shop.Send(new StartListingImport.Command(SellerShop.Slug, token));
        await shop.Market.RunJobs();
        return await Look(shop, token);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    [InlineData("utf-16")]
    public async Task Rows_of_one_title_become_one_listing_in_whatever_encoding(string encoding)
    {
        await using var shop = await SellerShop.Open();

        var result = await Import(shop, File($"""
            {Headings}
            田阳桂七芒果,桂七,田阳区,特级,5斤装,5,59.80,2000,在售
            ,,,特级,10斤装,10,109,,
            田阳桂七芒果,桂七,田阳,统货,10斤装,10,62,800,
            西林沙糖桔,沙糖桔,西林县,一级,整箱,20,88.8,600,草稿
            """, encoding));

        Assert.True(result.Finished);
        Assert.Equal((2, 0, 0), (result.Done, result.Failed, result.Broken));
        var mangoes = (await shop.Read(result.Lines[0].Slug!)).Content;
        Assert.Equal(("mango", "guire-82", "451003"), (mangoes.Category, mangoes.Variety, mangoes.County));
        Assert.Equal([(Grade.Special, 1_000_000, 2), (Grade.Ungraded, 400_000, 1)], mangoes.Pools.Select(pool => (pool.Grade, pool.OpeningStock, pool.Packs.Count)));
        Assert.Equal((2_500, 5_980), (mangoes.Pools[0].Packs[0].BaseUnits, mangoes.Pools[0].Packs[0].Price.Fen));
        Assert.Equal(
            [ListingStatus.OnSale, ListingStatus.Draft],
            await shop.Market.Look(db => db.Set<Listing>().OrderBy(listing => listing.Id).Select(listing => listing.Status).ToListAsync()));
    }

    [Fact]
    public async Task Broken_rows_are_reported_by_row_and_column_and_the_good_ones_come_in()
    {
        await using var shop = await SellerShop.Open();

        var result = await Import(shop, File($"""
            {Headings}
            好芒果,金煌,田东县,一级,5斤装,5,39.8,100,在售
            坏价格,金煌,田东县,一级,5斤装,5,三十块,100,在售
            坏等级,金煌,田东县,超级,5斤装,5,39.8,100,在售
            坏产地,金煌,亚特兰蒂斯,一级,5斤装,5,39.8,100,在售
            没价格,金煌,田东县,一级,5斤装,5,,100,在售
            又一个好的,金煌,田东县,一级,5斤装,5,39.8,100,在售
            """));

        Assert.Equal((2, 4), (result.Done, result.Broken));
        Assert.Equal(
            [(3, "price"), (4, "grade"), (5, "county"), (6, "price")],
            result.Faults.Select(fault => (fault.Row, fault.Column)).Distinct());
        Assert.Equal(2, await shop.Market.Look(db => db.Set<Listing>().CountAsync()));
    }

    [Fact]
    public async Task Nothing_changes_before_somebody_says_yes_and_saying_it_twice_imports_once()
    {
        await using var shop = await SellerShop.Open();
        var token = await HandIn(shop, File($"{Headings}\n好芒果,金煌,田东县,一级,5斤装,5,39.8,100,在售"));
        await shop.Market.RunJobs();
        Assert.Equal(0, await shop.Market.Look(db => db.Set<Listing>().CountAsync()));
        Assert.False((await Look(shop, token)).Started);

        await shop.Send(new StartListingImport.Command(SellerShop.Slug, token));
        await shop.Send(new StartListingImport.Command(SellerShop.Slug, token));
        await shop.Market.RunJobs();

        Assert.Equal(1, await shop.Market.Look(db => db.Set<Listing>().CountAsync()));
        Assert.Equal(50_000, (await shop.Pool()).Available);
    }

    [Fact]
    public async Task A_long_file_is_imported_in_parts_and_tells_how_far_it_is()
    {
        await using var shop = await SellerShop.Open();
        var rows = Enumerable.Range(1, 60).Select(n => $"芒果{n}号园,金煌,田东县,一级,5斤装,5,39.8,{n},在售");

        var result = await Import(shop, File(Headings + "\n" + string.Join('\n', rows)));

        Assert.Equal((60, 0), (result.Done, result.Ready));
        Assert.Equal(60 * 61 / 2 * 500, await shop.Market.Look(db => db.Set<StockPool>().SumAsync(pool => pool.Available)));
    }

    [Theory]
    [InlineData(TableFormat.Csv, true)]
    [InlineData(TableFormat.Excel, false)]
    public async Task What_was_exported_can_be_changed_and_imported_again(TableFormat format, bool english)
    {
        await using var shop = await SellerShop.Open();
        var slug = await shop.List(SellerShop.Mangoes with { Title = new("=田阳\"桂七\"，芒果", "@Guiqi, mango") });
        var rows = await shop.Send(new ExportListings.Query(SellerShop.Slug, english));
        var dearer = rows.Select(row => (IReadOnlyList<object?>)[.. row.Select((cell, i) => ListingSheet.Columns[i].Code == "price" ? (decimal)cell! + 1 : cell)]);
        var file = TableWriter.Write(format, [.. ListingSheet.Columns.Select(column => column.Heading.In(english))], dearer);

        var result = await Import(shop, new MemoryStream(file));

        Assert.Equal((1, 0), (result.Done, result.Broken));
        Assert.Equal(1, await shop.Market.Look(db => db.Set<Listing>().CountAsync()));
        var after = (await shop.Read(slug)).Content;
        Assert.Equal(("=田阳\"桂七\"，芒果", "@Guiqi, mango"), (after.Title.Zh, after.Title.En));
        Assert.Equal([6_080, 11_000], after.Pools[0].Packs.Select(pack => pack.Price.Fen));
        Assert.Equal(2, await shop.Market.Look(db => db.Set<Pack>().CountAsync()));
        Assert.Equal(1_000_000, (await shop.Pool()).Available);
    }

    [Fact]
    public async Task A_code_of_another_shop_is_no_listing_of_this_one()
    {
        await using var shop = await SellerShop.Open();
        var neighbour = await shop.Market.Person();
        await SellerShop.Another(shop.Market, "neighbour", neighbour);
        var theirs = await shop.Market.Send(new CreateListing.Command("neighbour", SellerShop.Mangoes, Publish: true), neighbour);

        var result = await Import(shop, File($"商品编号,{Headings}\n{theirs},抢来的,金煌,田东县,一级,5斤装,5,0.01,100,在售"));

        Assert.Equal((0, 1), (result.Done, result.Broken));
        Assert.Equal("slug", Assert.Single(result.Faults).Column);
        Assert.Equal("田阳桂七芒果", (await shop.Market.Look(db => db.Set<Listing>().SingleAsync())).Title.Zh);
    }

    [Fact]
    public async Task A_sheet_that_says_nothing_of_photos_and_other_packs_leaves_them()
    {
        await using var shop = await SellerShop.Open();
        var slug = await shop.List();

        await Import(shop, File($"商品编号,大小,{Headings}\n{slug},单果 250–350 克,新名字,桂七,田阳区,特级,5斤装,5,66,9999,"));

        var after = (await shop.Read(slug)).Content;
        Assert.Equal(("新名字", 6_600, 10_900), (after.Title.Zh, after.Pools[0].Packs[0].Price.Fen, after.Pools[0].Packs[1].Price.Fen));
        Assert.Equal(1_000_000, (await shop.Pool()).Available);
    }

    [Fact]
    public async Task The_time_for_claims_is_a_column_and_a_sheet_without_it_leaves_the_promise()
    {
        await using var shop = await SellerShop.Open();
        var slug = await shop.List(SellerShop.Mangoes with { ClaimHours = 72 });
        await Import(shop, File($"商品编号,大小,{Headings}\n{slug},单果 250–350 克,新名字,桂七,田阳区,特级,5斤装,5,66,9999,"));
        Assert.Equal(("新名字", 72), ((await shop.Read(slug)).Content.Title.Zh, (await shop.Read(slug)).Content.ClaimHours));

        var result = await Import(shop, File($"""
            {Headings},包赔时限（小时）,发货时限（小时）
            好芒果,金煌,田东县,一级,5斤装,5,39.8,100,在售,24,
            太短,金煌,田东县,一级,5斤装,5,39.8,100,在售,6,
            太长,金煌,田东县,一级,5斤装,5,39.8,100,在售,99999999999,99999999999
            """));

        Assert.Equal([(3, "claim"), (4, "claim"), (4, "ships")], result.Faults.Select(fault => (fault.Row, fault.Column)).Order());
        Assert.Equal(24, (await shop.Read(result.Lines.First(line => line.Slug is not null).Slug!)).Content.ClaimHours);
    }

    [Theory]
    [InlineData("<html><body>商品</body></html>")]
    [InlineData("名称,价\n芒果,3")]
    [InlineData("商品名称,品种,产地县,等级,规格,每份斤数或个数,价格（元）")]
    [InlineData("")]
    public async Task What_is_no_such_table_is_refused_in_words(string text)
    {
        await using var shop = await SellerShop.Open();

        var refused = await Assert.ThrowsAsync<RuleBroken>(() => HandIn(shop, File(text)));

        Assert.Equal("File", refused.Field);
    }

    [Fact]
    public async Task A_stranger_sees_no_import()
    {
        await using var shop = await SellerShop.Open();
        var token = await HandIn(shop, File($"{Headings}\n好芒果,金煌,田东县,一级,5斤装,5,39.8,100,在售"));
        var neighbour = await shop.Market.Person();
        await SellerShop.Another(shop.Market, "neighbour", neighbour);

        await Assert.ThrowsAsync<NotFound>(() => shop.Market.Send(new ShowListingImport.Query("neighbour", token), neighbour));
        await Assert.ThrowsAsync<NotFound>(() => shop.Market.Send(new StartListingImport.Command("neighbour", token), neighbour));
    }

    [Fact]
    public async Task Old_imports_are_forgotten()
    {
        await using var shop = await SellerShop.Open();
        await Import(shop, File($"{Headings}\n好芒果,金煌,田东县,一级,5斤装,5,39.8,100,在售"));
        shop.Market.Clock.Advance(TimeSpan.FromDays(31));

        await shop.Market.Send(new ForgetOldImports.Job(), system: true);

        Assert.Equal(0, await shop.Market.Look(db => db.Set<ListingImport>().CountAsync()));
        Assert.Equal(0, await shop.Market.Look(db => db.Set<ListingImportItem>().CountAsync()));
        Assert.Equal(1, await shop.Market.Look(db => db.Set<Listing>().CountAsync()));
    }
}
