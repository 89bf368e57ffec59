using FarmMarket.Data;
using FarmMarket.Media;
using FarmMarket.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FarmMarket.Web.Hosting;

internal static class Health
{
    public static void AddMarketHealth(this IServiceCollection services) =>
        services.AddHealthChecks()
            .AddCheck<DatabaseAnswers>("database", tags: ["ready"])
            .AddCheck<SearchKnowsAll>("search", tags: ["ready"])
            .AddCheck<MediaCanBeKept>("media", tags: ["ready"]);

    /// <summary><c>/health/live</c>: the process runs. <c>/health/ready</c>: it can serve; says which part can't.</summary>
    public static void MapMarketHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new()
        {
            Predicate = check => check.Tags.Contains("ready"),
            ResponseWriter = (context, report) => context.Response.WriteAsJsonAsync(new
            {
                status = report.Status.ToString(),
                checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status.ToString()),
            }),
        });
    }

    private sealed class SearchKnowsAll(ListingFollower follower) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(follower.Ready ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"The search index is being built: {follower.Listings} listings so far"));
    }

    private sealed class DatabaseAnswers(MarketDb db) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await db.Set<Catalog.Listing>().Select(listing => listing.Id).FirstOrDefaultAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }

    private sealed class MediaCanBeKept(IMediaStore store) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await store.Probe(cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }
}
