using System.Globalization;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Tables;
using FarmMarket.Web.Components.Ordering;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Seller.Orders;

/// <summary>The orders of a tab as a file for a spreadsheet.</summary>
public sealed class ExportModel(TimeProvider clock) : SellerPage
{
    public async Task<IActionResult> OnGetAsync(string? tab, bool late, string? format)
    {
        var orders = await Send(new ExportShopOrders.Query(Shop, ShopTabs.Read(tab), late));
        string[] headings =
        [
            T["订单号"], T["状态"], T["下单时间"], T["付款时间"], T["最晚发货"], T["收货人"], T["电话"], T["地区"], T["详细地址"], T["货品"],
            T["件数"], T["商品金额"], T["运费"], T["实付"], T["买家留言"], T["快递公司"], T["运单号"],
        ];
        var rows = orders.Select(order => (IReadOnlyList<object?>)
        [
            order.Number, OrderWords.State(T, order.State), Time(order.PlacedAt), Time(order.PaidAt), Time(order.ShipBy),
            order.Delivery.Recipient, order.Delivery.Phone, order.Delivery.Pickup ? T["到店自提"] : order.Delivery.Region, order.Delivery.Detail,
            string.Join("; ", order.Lines.Select(line => $"{line.Title} {line.PackName} × {line.Quantity}")), order.Lines.Sum(line => line.Quantity),
            Yuan(order.Goods), Yuan(order.Freight), Yuan(order.Total), order.Note,
            string.Join("; ", order.Parcels.Select(parcel => parcel.Carrier.ToString()).Distinct()), string.Join("; ", order.Parcels.Select(parcel => parcel.Waybill)),
        ]);
        var kind = format == "csv" ? TableFormat.Csv : TableFormat.Excel;
        var name = $"{Shop}-{Shanghai.Date(clock.GetUtcNow()).ToString("yyyyMMdd", CultureInfo.InvariantCulture)}{TableWriter.Extension(kind)}";
        return File(TableWriter.Write(kind, headings, rows), TableWriter.ContentType(kind), name);
    }

    private static string? Time(DateTimeOffset? time) =>
        time is { } known ? Shanghai.Time(known).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : null;

    private static decimal Yuan(Money money) => money.Fen / 100m;
}
