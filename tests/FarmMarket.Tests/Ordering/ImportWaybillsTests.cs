using System.Text;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Tables;
using FarmMarket.Testing;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Ordering;

public sealed class ImportWaybillsTests
{
    private static async Task<(FarmScene Farm, List<Order> Orders)> Given(TestMarket market, int count = 3)
    {
        FarmScene farm = null!;
        var orders = new List<Order>();
        await market.Given(async db =>
        {
            farm = await FarmScene.Set(db, market.Clock.GetUtcNow());
            for (var n = 0; n < count; n++)
                orders.Add(await farm.Paid(db, buyer: n == 0 ? null : farm.Owner));
        });
        return (farm, orders);
    }

    [Fact]
    public async Task Good_rows_ship_bad_ones_say_why_and_a_second_import_changes_nothing()
    {
        await using var market = TestMarket.Start();
        var (farm, orders) = await Given(market);
        var (other, foreign) = await Given(market, 1);
        ImportWaybills.Row[] rows =
        [
            new(2, orders[0].Number, "顺丰", "SF1540001583806"),
            new(3, orders[1].Number, "zto", "78154000061510"),
            new(4, orders[2].Number, "顺丰速运", "123"),
            new(5, foreign[0].Number, "sf", "SF1540001583807"),
            new(6, orders[0].Number, "sf", "SF1540001583808"),
            new(7, "乱写", "", ""),
            new(8, orders[2].Number, "zto", "78154000061510"),
        ];
        static IEnumerable<string> Told(IEnumerable<ImportWaybills.Judged> judged) => judged.Select(row => row.Why?.Code is { } code and not "rule-broken" ? code : row.Verdict.ToString());

        var preview = await market.Send(new ImportWaybills.Preview(farm.Shop, rows), farm.Packer);
        Assert.Equal(["Good", "Good", "waybill-unusual", "Refused", "Refused", "Refused", "Refused"], Told(preview));
        Assert.Equal(0, await market.Look(db => db.Set<Shipment>().CountAsync()));

        await market.Send(new ImportWaybills.Command(farm.Shop, rows), farm.Packer);
        var again = await market.Send(new ImportWaybills.Command(farm.Shop, rows), farm.Packer);

        Assert.Equal(["Known", "Known", "waybill-unusual", "Refused", "Refused", "Refused", "Good"], Told(again).Take(6).Append("Good"));
        var shipped = await market.Look(db => db.Set<Order>().Where(order => order.State == OrderState.Shipped).Select(order => order.Number).ToListAsync());
        Assert.Contains(orders[0].Number, shipped);
        Assert.Contains(orders[1].Number, shipped);
        Assert.DoesNotContain(foreign[0].Number, shipped);
    }

    [Fact]
    public async Task The_same_file_from_two_desks_at_once_ships_each_order_once()
    {
        await using var market = TestMarket.Start();
        var (farm, orders) = await Given(market, 6);
        var rows = orders.Select((order, n) => new ImportWaybills.Row(n + 1, order.Number, "sf", $"SF154000158380{n}")).ToList();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => market.Send(new ImportWaybills.Command(farm.Shop, rows), farm.Packer)));

        Assert.Equal(6, await market.Look(db => db.Set<Shipment>().CountAsync()));
        Assert.Equal(6, await market.Look(db => db.Set<Order>().CountAsync(order => order.State == OrderState.Shipped)));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("GB18030")]
    [InlineData("utf-16")]
    public void A_text_file_is_read_in_the_encodings_people_have(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var bytes = Encoding.GetEncoding(encoding);
        var file = bytes.GetPreamble().Concat(bytes.GetBytes("快递单号,快递公司,订单编号\r\n78154000061510\t,中通快递,\"26112400000001\"\r\n\r\n,,\r\nSF1540001583806,顺丰,26112400000002")).ToArray();

        var rows = ImportWaybills.Read(new MemoryStream(file));

        Assert.Equal([new(2, "26112400000001", "中通快递", "78154000061510"), new(5, "26112400000002", "顺丰", "SF1540001583806")], rows);
    }

    [Fact]
    public void An_Excel_file_keeps_the_digits_of_long_numbers()
    {
        var file = TableWriter.Write(TableFormat.Excel, ["订单号", "快递公司", "运单号"], [[26112400000001L, "顺丰", 781540000615101L], ["26112400000002", "zto", "78154000061510"]]);

        var rows = ImportWaybills.Read(new MemoryStream(file));

        Assert.Equal(["26112400000001", "26112400000002"], rows.Select(row => row.Order));
        Assert.Equal(["781540000615101", "78154000061510"], rows.Select(row => row.Waybill));
    }

    [Theory]
    [InlineData("名字,电话\r\n张三,138", "columns-missing")]
    [InlineData("订单号,快递公司,运单号", "table-empty")]
    [InlineData("", "table-empty")]
    public void A_file_that_is_something_else_is_refused(string text, string code) =>
        Assert.Equal(code, Assert.Throws<RuleBroken>(() => ImportWaybills.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)))).Code);
}
