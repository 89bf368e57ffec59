using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using FarmMarket.Testing;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FarmMarket.Tests.Pipeline;

public sealed class UnitOfWorkTests
{
    public sealed record Note(string Subject, bool ThenFail = false, string? IdempotencyKey = null) : ICommand<string>, IForAnyone, IOnce;

    private sealed class NoteHandler(MarketDb db, AuditTrail audit) : IRequestHandler<Note, string>
    {
        public async Task<string> Handle(Note request, CancellationToken cancellationToken)
        {
            audit.Record("test.noted", request.Subject);
            if (request.ThenFail)
            {
                await db.SaveChangesAsync(cancellationToken);
                throw new RuleBroken("不行");
            }
            return request.Subject + "!";
        }
    }

    private static TestMarket Start() => TestMarket.Start(services => services.AddScoped<IRequestHandler<Note, string>, NoteHandler>());

    private static Task<int> Count(TestMarket market) => market.Look(db => db.Set<AuditEntry>().CountAsync());

    [Fact]
    public async Task A_refused_command_leaves_nothing()
    {
        await using var market = Start();
        await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new Note("a", ThenFail: true)));
        Assert.Equal(0, await Count(market));
    }

    [Fact]
    public async Task Commands_at_the_same_time_each_do_all_or_nothing()
    {
        await using var market = Start();
        var sent = Enumerable.Range(0, 120).Select(async number =>
        {
            try
            {
                await market.Send(new Note($"n{number}", ThenFail: number % 3 == 0));
                return true;
            }
            catch (RuleBroken)
            {
                return false;
            }
        });
        var done = await Task.WhenAll(sent);

        Assert.Equal(80, done.Count(answered => answered));
        var subjects = await market.Look(db => db.Set<AuditEntry>().Select(entry => entry.Subject).ToListAsync());
        Assert.Equal(Enumerable.Range(0, 120).Where(n => n % 3 != 0).Select(n => $"n{n}").Order(), subjects.Order());
    }

    [Fact]
    public async Task The_same_key_twice_acts_once_and_answers_the_same()
    {
        await using var market = Start();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => market.Send(new Note("a", IdempotencyKey: "key-1"))));
        Assert.All(answers, answer => Assert.Equal("a!", answer));
        Assert.Equal(1, await Count(market));
    }

    [Fact]
    public async Task The_same_key_for_another_request_is_refused()
    {
        await using var market = Start();
        await market.Send(new Note("a", IdempotencyKey: "key-1"));
        var refused = await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new Note("b", IdempotencyKey: "key-1")));
        Assert.Equal("idempotency-key-reused", refused.Code);
        Assert.Equal(1, await Count(market));
    }

    [Fact]
    public async Task A_request_for_the_system_is_nobody_elses()
    {
        await using var market = Start();
        await Assert.ThrowsAsync<NotFound>(() => market.Send(new PlanSchedules.Command(), user: new UserId(1), isOperator: true));
    }
}
