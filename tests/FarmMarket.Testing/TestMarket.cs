using FarmMarket.Accounts;
using FarmMarket.Data;
using FarmMarket.Data.Sqlite;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using FarmMarket.Search;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FarmMarket.Testing;

/// <summary>The market without the web, on a fresh database, with a clock that stands still until it is moved.</summary>
public sealed class TestMarket : IRunningMarket, IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("farmmarket-data-");
    private readonly ServiceProvider services;
    private int people;

    /// <summary>10:00 in Baise on a morning of the mango season.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.FromHours(8)));

    public string DataPath => folder.FullName;

    /// <summary>For what no request asks for: the parts that work by themselves.</summary>
    public IServiceProvider Services => services;

    private TestMarket(TestDatabase database, Action<IServiceCollection>? also)
    {
        this.database = database;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["FarmMarket:DataPath"] = folder.FullName,
            ["Database:Provider"] = database.Provider.ToString(),
            ["ConnectionStrings:Market"] = database.ConnectionString,
        }).Build();
        var collection = new ServiceCollection();
        collection.AddSingleton<IConfiguration>(configuration);
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddLogging();
        collection.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        collection.AddMarket(configuration);
        if (TsqlCapture.Folder is not null && database.Provider == DatabaseProvider.Sqlite)
            collection.ConfigureDbContext<SqliteMarketDb>(options => options.AddInterceptors(TsqlCapture.Instance));
        also?.Invoke(collection);
        services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    public static TestMarket Start(Action<IServiceCollection>? also = null) => new(TestDatabase.Create(), also);

    /// <summary>A person with an account and nothing else.</summary>
    public async Task<UserId> Person(string? name = null)
    {
        var number = Interlocked.Increment(ref people);
        var user = new User
        {
            DisplayName = name ?? $"某人{number}",
            UserName = $"person{number}",
            NormalizedUserName = $"PERSON{number}",
            Email = $"person{number}@example.com",
            NormalizedEmail = $"PERSON{number}@EXAMPLE.COM",
            SecurityStamp = "stamp",
            CreatedAt = Clock.GetUtcNow(),
        };
        await this.Given(user);
        return user.UserId;
    }

    /// <summary>Runs all jobs that are due by the test's clock; those that fail stay, with their error.</summary>
    public async Task RunJobs()
    {
        using var runner = new JobRunner(
            services.GetRequiredService<IServiceScopeFactory>(), services.GetRequiredService<JobSignal>(), Clock, NullLogger<JobRunner>.Instance);
        while (await runner.Drain(CancellationToken.None) > 0)
        {
        }
    }

    /// <summary>Lets the search take over what has changed, as every node does three times a second.</summary>
    public Task Follow() => services.GetRequiredService<ListingFollower>().Follow();

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        database.Dispose();
        folder.Delete(recursive: true);
    }
}
