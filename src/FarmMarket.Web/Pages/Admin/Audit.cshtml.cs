using System.Globalization;
using FarmMarket.Audit;
using FarmMarket.Kernel;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Admin;

/// <summary>The audit trail with its filters.</summary>
public sealed class AuditModel : MarketPage
{
    [BindProperty(SupportsGet = true)]
    public string? Action { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Subject { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? By { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Slice<ReadAuditTrail.Entry> Entries { get; private set; } = new([], null);

    public bool Filtered => Action is not null || Subject is not null || By is not null || From is not null || To is not null;

    public async Task OnGet() =>
        Entries = await Send(new ReadAuditTrail.Query(Action?.Trim(), Subject?.Trim(), By is { } by ? new UserId(by) : null, From, To, After));

    public string At(string? after = null) => "/admin/audit" + Microsoft.AspNetCore.Http.QueryString.Create(new Dictionary<string, string?>
    {
        ["action"] = Action,
        ["subject"] = Subject,
        ["by"] = By?.ToString(CultureInfo.InvariantCulture),
        ["from"] = Iso(From),
        ["to"] = Iso(To),
        ["after"] = after,
    }.Where(pair => !string.IsNullOrEmpty(pair.Value)));

    public static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
