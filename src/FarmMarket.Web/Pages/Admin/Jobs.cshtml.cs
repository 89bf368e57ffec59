using FarmMarket.Jobs;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Admin;

/// <summary>What the market does in the background, and what of it failed.</summary>
public sealed class JobsModel : MarketPage
{
    [BindProperty(SupportsGet = true)]
    public JobState State { get; set; } = JobState.Failed;

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public ListJobs.Result Found { get; private set; } = null!;

    public Task OnGet() => Refill();

    public async Task<IActionResult> OnPostRetry(long job)
    {
        await Send(new RetryJob.Command(new(job)));
        Tell(T["马上再做一次"]);
        return Redirect(At(State));
    }

    public async Task<IActionResult> OnPostDiscard(long job)
    {
        await Send(new DiscardJob.Command(new(job)));
        Tell(T["任务已丢弃"]);
        return Redirect(At(State));
    }

    public override async Task Refill() => Found = await Send(new ListJobs.Query(State, After));

    public static string At(JobState state, string? after = null) => $"/admin/jobs?state={state}" + (after is null ? "" : "&after=" + after);
}
