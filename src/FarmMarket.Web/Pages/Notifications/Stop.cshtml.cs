using FarmMarket.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Notifications;

/// <summary>Where the link at the foot of a mail leads. It asks first: mailboxes open links by themselves.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class StopModel(StopLinks links) : MarketPage
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    /// <summary>Null for a link that isn't ours.</summary>
    public NotificationTopic? Topic { get; private set; }

    public bool IsStopped { get; private set; }

    public Task OnGetAsync() => Refill();

    public override Task Refill()
    {
        Topic = links.Read(Token)?.Topic;
        return Task.CompletedTask;
    }

    public async Task OnPostAsync()
    {
        Topic = await Send(new StopTopic.Command(Token));
        IsStopped = true;
    }
}
