using System.Globalization;
using System.Security.Claims;
using FarmMarket.Accounts;
using FarmMarket.Kernel;
using FarmMarket.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FarmMarket.Web.Tests.Support;

/// <summary>The whole web application in the test's process, on a fresh and empty database.</summary>
public sealed class WebMarket : WebApplicationFactory<Program>, IRunningMarket
{
    private const string SignInPath = "/test-sign-in/";
    private readonly TestDatabase database = TestDatabase.Create();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("farmmarket-web-");
    private readonly Dictionary<string, string> settings;
    private int people;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.FromHours(8)));

    /// <summary>Services put in place of the market's own.</summary>
    public Action<IServiceCollection>? Instead { get; init; }

    public WebMarket(params (string Key, string Value)[] settings) => this.settings = settings.ToDictionary(s => s.Key, s => s.Value);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("FarmMarket:DataPath", folder.FullName);
        builder.UseSetting("FarmMarket:Seed", "empty");
        builder.UseSetting("Database:Provider", database.Provider.ToString());
        builder.UseSetting("ConnectionStrings:Market", database.ConnectionString);
        foreach (var (key, value) in settings)
            builder.UseSetting(key, value);
        builder.ConfigureServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.AddTransient<IStartupFilter, SignInForTests>();
            Instead?.Invoke(services);
        });
    }

    /// <summary>A browser: keeps cookies, doesn't follow redirects.</summary>
    public HttpClient Visitor(string language = "zh")
    {
        var client = CreateClient(new() { AllowAutoRedirect = false, HandleCookies = true, BaseAddress = new Uri("https://localhost") });
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language == "en" ? "en" : "zh-CN");
        return client;
    }

    /// <summary>A browser in which that person is signed in.</summary>
    public async Task<HttpClient> SignedIn(UserId user, string language = "zh", params string[] roles)
    {
        var client = Visitor(language);
        var answer = await client.GetAsync(string.Create(CultureInfo.InvariantCulture, $"{SignInPath}{user.Value}?roles={string.Join(',', roles)}"));
        answer.EnsureSuccessStatusCode();
        return client;
    }

    public async Task<UserId> Person(string? name = null, string? password = null)
    {
        var number = Interlocked.Increment(ref people);
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var user = new User
        {
            DisplayName = name ?? $"某人{number}",
            UserName = $"person{number}",
            Email = $"person{number}@example.com",
            EmailConfirmed = true,
            CreatedAt = Clock.GetUtcNow(),
        };
        var made = password is null ? await users.CreateAsync(user) : await users.CreateAsync(user, password);
        Assert.True(made.Succeeded, string.Join("; ", made.Errors.Select(error => error.Description)));
        return user.UserId;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing)
            return;
        database.Dispose();
        folder.Delete(recursive: true);
    }

    /// <summary>A door for tests only: signs a person in without the sign-in page.</summary>
    private sealed class SignInForTests : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, following) =>
            {
                if (!context.Request.Path.StartsWithSegments(SignInPath.TrimEnd('/'), out var rest))
                {
                    await following(context);
                    return;
                }
                var users = context.RequestServices.GetRequiredService<SignInManager<User>>();
                var user = await users.UserManager.FindByIdAsync(rest.Value!.Trim('/')) ?? throw new InvalidOperationException("No such person.");
                var person = await users.CreateUserPrincipalAsync(user);
                var roles = context.Request.Query["roles"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
                ((ClaimsIdentity)person.Identity!).AddClaims(roles.Select(role => new Claim(ClaimTypes.Role, role)));
                await context.SignInAsync(IdentityConstants.ApplicationScheme, person);
            });
            next(app);
        };
    }
}
