using FarmMarket.Audit;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using FarmMarket.Outgoing;
using FarmMarket.Testing;
using FarmMarket.Tests.Shops;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Jobs;

public sealed class ReviewJobsTests : IAsyncLifetime
{
    private readonly TestMarket market = TestMarket.Start();
    private UserId operating;

    public async ValueTask InitializeAsync() => operating = await market.Person("运营");

    public ValueTask DisposeAsync() => market.DisposeAsync();

    private async Task<JobId> Given(DateTimeOffset? failedAt = null, int attempts = 0, TimeSpan due = default, DateTimeOffset? leasedUntil = null)
    {
        var job = new Job
        {
            Type = JobTypes.NameOf(typeof(SendMessage.Job)),
            Payload = """{"Message":{"To":"+8613800000000","Subject":"验证码","Body":"123456"},"Key":"k"}""",
            CreatedAt = market.Clock.GetUtcNow(),
            DueAt = market.Clock.GetUtcNow() + due,
            Attempts = attempts,
            FailedAt = failedAt,
            LastError = attempts > 0 ? "SmtpException: mailbox unavailable" : null,
            LeasedUntil = leasedUntil,
        };
        await market.Given(job);
        return job.Id;
    }

    private Task<ListJobs.Result> List(JobState state) => market.Send(new ListJobs.Query(state), operating, isOperator: true);

    [Fact]
    public async Task Jobs_are_told_apart_by_what_becomes_of_them()
    {
        await Given(failedAt: market.Clock.GetUtcNow(), attempts: 8);
        await Given(attempts: 2, due: TimeSpan.FromMinutes(1));
        await Given();
        await Given(due: TimeSpan.FromDays(3));
        await market.Send(new PlanSchedules.Command(), system: true);
        var schedules = await market.Look(db => db.Set<Job>().CountAsync(job => job.Every != null));

        var result = await List(JobState.Failed);
        Assert.Equal([1, 1, 1, 1, schedules], result.Counts.OrderBy(count => count.Key).Select(count => count.Value));
        foreach (var state in Enum.GetValues<JobState>())
            Assert.Equal(result.Counts[state], (await List(state)).Jobs.Items.Count);
        Assert.Contains("mailbox", result.Jobs.Items[0].LastError, StringComparison.Ordinal);
        Assert.Equal(1, await market.Send(new CountFailedJobs.Query(), operating, isOperator: true));
    }

    [Fact]
    public async Task A_job_that_gave_up_is_done_when_it_is_retried()
    {
        var id = await Given(failedAt: market.Clock.GetUtcNow(), attempts: 8);
        await market.RunJobs();
        Assert.Equal(1, await market.Look(db => db.Set<Job>().CountAsync()));
        await market.Send(new RetryJob.Command(id), operating, isOperator: true);
        await market.RunJobs();
        Assert.Equal(0, await market.Look(db => db.Set<Job>().CountAsync()));
        Assert.Equal(1, await market.Look(db => db.Set<OutboxMessage>().CountAsync()));
        var noted = await market.Look(db => db.Set<AuditEntry>().SingleAsync());
        Assert.Equal("job.retried", noted.Action);
        Assert.DoesNotContain("138", noted.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_in_hand_is_not_started_a_second_time()
    {
        var id = await Given(attempts: 1, leasedUntil: market.Clock.GetUtcNow().AddMinutes(3));
        Assert.Equal("job-not-failed", (await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new RetryJob.Command(id), operating, isOperator: true))).Code);
        var waiting = await Given();
        Assert.Equal("job-not-failed", (await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new RetryJob.Command(waiting), operating, isOperator: true))).Code);
    }

    [Fact]
    public async Task Only_a_failed_job_can_be_discarded_and_only_once()
    {
        var waiting = await Given();
        Assert.Equal("job-not-failed", (await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new DiscardJob.Command(waiting), operating, isOperator: true))).Code);
        var failed = await Given(failedAt: market.Clock.GetUtcNow(), attempts: 8);
        var outcomes = await Race.All(Enumerable.Range(0, 3).Select(_ => (Func<Task>)(() => market.Send(new DiscardJob.Command(failed), operating, isOperator: true))));
        Assert.Single(outcomes, outcome => outcome is null);
        Assert.Equal(1, await market.Look(db => db.Set<AuditEntry>().CountAsync(entry => entry.Action == "job.discarded")));
        await Assert.ThrowsAsync<NotFound>(() => market.Send(new RetryJob.Command(failed), operating, isOperator: true));
    }

    [Fact]
    public async Task Jobs_are_the_operators_business() =>
        await Assert.ThrowsAsync<NotFound>(async () => await market.Send(new ListJobs.Query(JobState.Failed), await market.Person()));
}
