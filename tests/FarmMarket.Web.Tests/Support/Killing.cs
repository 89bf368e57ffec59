using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FarmMarket.Jobs;
using FarmMarket.Ordering;
using FarmMarket.Testing;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Web.Tests.Support;

/// <summary>For tests that kill the market and look at its database while it is dead.</summary>
internal static class Killing
{
    public const string Password = "gui-qi-mango 7";

    public static async Task SignIn(this HttpClient client, string contact)
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/login", new { contact, password = Password });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var tokens = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens["accessToken"]!.GetValue<string>());
    }

    /// <summary>The clock of another process can't be moved, but what is written in its tables can: reservations and the leases of the dead run out.</summary>
    public static async Task HalfAnHourLater(this TestDatabase database)
    {
        await using var db = database.Open();
        var past = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        await db.Set<Checkout>().Where(checkout => checkout.State == CheckoutState.AwaitingPayment)
            .ExecuteUpdateAsync(set => set.SetProperty(checkout => checkout.ExpiresAt, past));
        await db.Set<Job>().Where(job => job.Every == null)
            .ExecuteUpdateAsync(set => set.SetProperty(job => job.DueAt, past).SetProperty(job => job.LeasedUntil, past));
    }

    /// <summary>And none of them has failed.</summary>
    public static async Task AllJobsAreDone(this TestDatabase database)
    {
        await database.Comes(async db => !await db.Set<Job>().AnyAsync(job => job.Every == null && job.FailedAt == null));
        await using var db = database.Open();
        Assert.Empty(await db.Set<Job>().Where(job => job.FailedAt != null).Select(job => job.LastError).ToListAsync());
    }

    /// <summary>Waits until the market has made it so.</summary>
    public static async Task Comes(this TestDatabase database, Func<FarmMarket.Data.MarketDb, Task<bool>> wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        await using var db = database.Open();
        while (!await wanted(db))
            await look.WaitForNextTickAsync(patience.Token);
    }
}
