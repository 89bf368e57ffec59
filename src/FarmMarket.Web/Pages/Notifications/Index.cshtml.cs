using FarmMarket.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Notifications;

/// <summary>What the reader was told, newest first.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class IndexModel : MarketPage
{
    [BindProperty(SupportsGet = true, Name = "after")]
    public string? After { get; set; }

    public MyNotifications.Result Told { get; private set; } = null!;

    public async Task OnGetAsync() => Told = await Send(new MyNotifications.Query(After));

    /// <summary>Follows one to where it leads; it counts as read.</summary>
    public async Task<IActionResult> OnGetOpenAsync(string? key) => LocalRedirect(await Send(new OpenNotification.Command(key ?? "")));

    public async Task<IActionResult> OnPostReadAsync(string? upTo)
    {
        await Send(new MarkNotificationsRead.Command(upTo ?? ""));
        return Redirect("/notifications");
    }

    public string Sentence(MyNotifications.Item item) => T[item.Kind.Sentence, [.. item.Values.Select(value => (object)value.ToString())]];
}
