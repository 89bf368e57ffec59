using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Seller.Orders;

/// <summary>What to fetch, and a slip for each order; made to be printed.</summary>
public sealed class PickListModel : SellerPage
{
    [BindProperty(SupportsGet = true, Name = "number")]
    public List<string> Numbers { get; set; } = [];

    public PickList.Result List { get; private set; } = null!;

    public async Task OnGetAsync() => List = await Send(new PickList.Query(Shop, [.. Numbers.Take(PickList.MostOrders)]));

    /// <summary>20斤（10 kg）, 12 kg (24 斤) or 30 个.</summary>
    public string Amount(StockUnit unit, long units)
    {
        if (unit == StockUnit.Piece)
            return T["{0} 个", units];
        var weight = new Weight(units);
        return Text.InEnglish ? weight.In(english: true) : T["{0}（{1}）", weight.In(english: false), weight.In(english: true)];
    }
}
