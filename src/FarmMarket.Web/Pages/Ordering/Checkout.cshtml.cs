using System.Globalization;
using FarmMarket.Accounts;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Web.Components.Accounts;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Ordering;

/// <summary>
/// From the cart to an order. The form carries what the buyer saw (lines, prices, sum), so that nothing is ordered that was not shown, and
/// a key, so that a second tap orders nothing.
/// </summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class CheckoutModel : MarketPage
{
    public const string NewAddress = "new";

    public sealed class LineInput
    {
        public long Pack { get; set; }
        public int Quantity { get; set; }
        public long Price { get; set; }
    }

    public sealed class ShopInput
    {
        public string Slug { get; set; } = "";
        public bool Pickup { get; set; }
        public string? Note { get; set; }
    }

    [BindProperty] public string Key { get; set; } = PublicNumbers.Token();
    [BindProperty] public List<LineInput> Lines { get; set; } = [];
    [BindProperty] public List<ShopInput> Shops { get; set; } = [];

    /// <summary>What the buyer was shown as the sum, in fen.</summary>
    [BindProperty] public long? ExpectedTotal { get; set; }

    /// <summary>Id of an entry of the address book, or "new".</summary>
    [BindProperty] public string? Address { get; set; }
    [BindProperty] public string? Recipient { get; set; }
    [BindProperty] public string? Phone { get; set; }
    [BindProperty] public RegionChoice Region { get; set; } = new();
    [BindProperty] public string? Detail { get; set; }
    [BindProperty] public bool Keep { get; set; } = true;

    public IReadOnlyList<ShowAddresses.Item> Addresses { get; private set; } = [];
    public Bill Bill { get; private set; } = new([], []);

    public ShopInput InputOf(ShopBill shop) => Shops.FirstOrDefault(input => input.Slug == shop.Slug) ?? new() { Slug = shop.Slug };

    /// <summary>In fen, as the page now shows it: submitting again accepts it.</summary>
    public long PriceNow(int line) =>
        Bill.Shops.SelectMany(shop => shop.Lines).FirstOrDefault(known => known.Index == line)?.Offer.Price.Fen ?? Lines[line].Price;

    private AddressId? Saved => long.TryParse(Address, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? new(id) : null;

    private IReadOnlyList<WantedLine> Wanted => [.. Lines.Select(line => new WantedLine(new(line.Pack), line.Quantity, new Money(line.Price)))];

    private IReadOnlyList<ShopWish> Wishes => [.. Shops.Select(shop => new ShopWish(shop.Slug, shop.Pickup, shop.Note))];

    public async Task OnGet()
    {
        var cart = await Send(new ShowCart.Query(CartCookie.Token(HttpContext)));
        Lines = [.. cart.Wanted.Select(line => new LineInput { Pack = line.Pack.Value, Quantity = line.Quantity, Price = line.PriceSeen!.Value.Fen })];
        await Refill();
    }

    /// <summary>Another address, pickup or region was chosen: shows the freight anew, orders nothing.</summary>
    public Task OnPostQuote()
    {
        ModelState.Clear();
        return Refill();
    }

    public async Task<IActionResult> OnPost()
    {
        PlaceOrder.Result placed;
        try
        {
            placed = await Send(new PlaceOrder.Command
            {
                Lines = Wanted,
                To = Saved is { } saved ? new(saved, null) : new(null, Typed),
                Shops = Wishes,
                ExpectedTotal = ExpectedTotal is { } fen ? new Money(fen) : null,
                FromCart = true,
                IdempotencyKey = Key,
            });
        }
        catch (RuleBroken reused) when (reused.Code == "idempotency-key-reused")
        {
            Key = PublicNumbers.Token();
            throw new RuleBroken("这一页已经提交过一次订单。请先到“我的订单”看看，确实还要买再提交") { Code = reused.Code };
        }
        if (Saved is null && Keep)
            await KeepAddress();
        return Redirect("/pay/" + placed.Checkout);
    }

    private PostalAddress Typed => new(Recipient ?? "", Phone ?? "", Region.Code ?? "", Detail ?? "");

    /// <summary>A full address book, or no address at all for pickup, is no reason to disturb someone who has just ordered.</summary>
    private async Task KeepAddress()
    {
        try
        {
            await Send(new SaveAddress.Command(null, Typed, IsDefault: false));
        }
        catch (Exception refused) when (refused is RuleBroken or RulesBroken)
        {
            // The order has what it needs.
        }
    }

    public override async Task Refill()
    {
        Addresses = await Send(new ShowAddresses.Query());
        Address ??= Addresses.Count > 0 ? Addresses[0].Id.Value.ToString(CultureInfo.InvariantCulture) : NewAddress;
        var region = Saved is { } saved ? Addresses.FirstOrDefault(address => address.Id == saved)?.RegionCode : Region.Code;
        Bill = await Send(new PriceBasket.Query(Wanted, Wishes, Regions.FindCounty(region)));
    }
}
