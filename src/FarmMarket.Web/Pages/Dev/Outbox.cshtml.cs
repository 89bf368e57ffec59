using FarmMarket.Kernel;
using FarmMarket.Outgoing;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Dev;

/// <summary>Text messages and mails that a demo market would have sent. A 404 outside demo mode. As JSON for who asks for it.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class OutboxModel : MarketPage
{
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Slice<ShowOutbox.Item> Messages { get; private set; } = new([], null);

    public async Task<IActionResult> OnGet()
    {
        Messages = await Send(new ShowOutbox.Query(To, After));
        return Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal) ? new JsonResult(Messages.Items) : Page();
    }
}
