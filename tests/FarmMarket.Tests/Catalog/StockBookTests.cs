using FarmMarket.Catalog;
using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Catalog;

public sealed class StockBookTests
{
    private static Task<MoveStock.Result> Move(SellerShop shop, string slug, StockPoolId pool, StockMoveKind kind, long quantity, string? reason = null, string? key = null) =>
        shop.Send(new MoveStock.Command(SellerShop.Slug, slug, pool, kind, quantity, reason, key));

    [Fact]
    public async Task Every_move_stands_in_the_book_with_its_reason_and_the_balance_it_left()
    {
        await using var shop = await SellerShop.Open();
        var slug = await shop.List();
        var pool = (await shop.Pool()).Id;

        await Move(shop, slug, pool, StockMoveKind.Harvested, 500_000, "早上剪的");
        await Move(shop, slug, pool, StockMoveKind.Spoiled, 20_000);
        var after = await Move(shop, slug, pool, StockMoveKind.Correction, -1_000, "重新过秤");

        Assert.Equal(1_479_000, after.Available);
        var book = await shop.Send(new ShowStockLedger.Query(SellerShop.Slug, slug));
        Assert.Equal(
            [(-1_000, 1_479_000), (-20_000, 1_480_000), (500_000, 1_500_000), (1_000_000, 1_000_000)],
            book.Lines.Select(line => (line.Quantity, line.Balance)));
        Assert.Equal(("重新过秤", "黄秀梅"), (book.Lines[0].Reason, book.Lines[0].By));
    }

    [Fact]
    public async Task A_long_book_is_read_page_by_page_and_its_balances_go_on_where_they_left_off()
    {
        await using var shop = await SellerShop.Open();
        var slug = await shop.List();
        var pool = (await shop.Pool()).Id;
        for (var i = 1; i <= ShowStockLedger.Size + 9; i++)
            await Move(shop, slug, pool, StockMoveKind.Harvested, i);

        var first = await shop.Send(new ShowStockLedger.Query(SellerShop.Slug, slug));
        await Move(shop, slug, pool, StockMoveKind.Harvested, 1_000);
        var second = await shop.Send(new ShowStockLedger.Query(SellerShop.Slug, slug, pool, first.Next));

        Assert.Equal(ShowStockLedger.Size, first.Lines.Count);
        Assert.Equal(10, second.Lines.Count);
        Assert.Equal(first.Lines[^1].Balance - first.Lines[^1].Quantity, second.Lines[0].Balance);
        Assert.Equal(second.Lines[^1].Quantity, second.Lines[^1].Balance);
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task A_pool_never_goes_below_zero_however_many_take_at_once()
    {
        await using var shop = await SellerShop.Open();
        var slug = await shop.List();
        var pool = (await shop.Pool()).Id;

        var taken = await Task.WhenAll(Enumerable.Range(0, 30).Select(async _ =>
        {
            try
            {
                await Move(shop, slug, pool, StockMoveKind.Spoiled, 90_000);
                return 1;
            }
            catch (RuleBroken refused)
            {
                Assert.Equal("below-zero", refused.Code);
                return 0;
            }
        }));

        Assert.Equal(11, taken.Sum());
        Assert.Equal(10_000, (await shop.Pool()).Available);
        Assert.Equal(10_000, await shop.Market.Look(db => db.Set<StockMove>().SumAsync(move => move.Quantity)));
    }

    [Fact]
    public async Task A_move_sent_twice_moves_once()
    {
        await using var shop = await SellerShop.Open();
        var slug = await shop.List();
        var pool = (await shop.Pool()).Id;

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Move(shop, slug, pool, StockMoveKind.Harvested, 1_000, key: "tap-1")));

        Assert.Equal(1_001_000, (await shop.Pool()).Available);
    }

    [Theory]
    [InlineData(StockMoveKind.Harvested, 0, null)]
    [InlineData(StockMoveKind.Harvested, -5, null)]
    [InlineData(StockMoveKind.Spoiled, -5, null)]
    [InlineData(StockMoveKind.Harvested, long.MaxValue, null)]
    [InlineData(StockMoveKind.Correction, 5, null)]
    [InlineData(StockMoveKind.Reservation, 5, "x")]
    [InlineData(StockMoveKind.Release, 5, "x")]
    [InlineData((StockMoveKind)99, 5, "x")]
    public async Task Nonsense_is_refused(StockMoveKind kind, long quantity, string? reason)
    {
        await using var shop = await SellerShop.Open();
        var slug = await shop.List();

        await Assert.ThrowsAsync<RuleBroken>(async () => await Move(shop, slug, (await shop.Pool()).Id, kind, quantity, reason));

        Assert.Equal(1_000_000, (await shop.Pool()).Available);
    }

    [Fact]
    public async Task The_book_can_be_taken_along()
    {
        await using var shop = await SellerShop.Open();
        var slug = await shop.List();
        await Move(shop, slug, (await shop.Pool()).Id, StockMoveKind.Spoiled, 2_500, "=HYPERLINK(\"http://x\")");

        var export = await shop.Send(new ExportStockMoves.Query(SellerShop.Slug, slug, (await shop.Pool()).Id));

        Assert.Equal(997_500, export.Available);
        Assert.Equal([-2_500, 1_000_000], export.Lines.Select(line => line.Quantity));
    }
}
