using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FarmMarket.Testing;

/// <summary>The real executable in a process of its own on loopback, for tests that use a browser or kill it.</summary>
public sealed class MarketProcess : IDisposable
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif
    private readonly Process process;

    public Uri Address { get; }

    private MarketProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    /// <summary>Starts it on a data path and returns when <c>/health/ready</c> says so. Settings are names like <c>FarmMarket:Seed</c>.</summary>
    public static async Task<MarketProcess> Start(string dataPath, IReadOnlyDictionary<string, string>? settings = null)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        var market = new MarketProcess(Process.Start(Info(["--urls", address.GetLeftPart(UriPartial.Authority)], dataPath, settings))!, address);
        market.process.OutputDataReceived += (_, _) => { };
        market.process.BeginOutputReadLine();
        using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(5) };
        var started = Stopwatch.GetTimestamp();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await pause.WaitForNextTickAsync())
        {
            try
            {
                using var answer = await client.GetAsync("/health/ready");
                if (answer.IsSuccessStatusCode)
                    return market;
            }
            catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet.
            }
            if (market.process.HasExited || Stopwatch.GetElapsedTime(started) > TimeSpan.FromMinutes(3))
                break;
        }
        market.Dispose();
        throw new InvalidOperationException("The market did not come up.");
    }

    /// <summary>Runs a verb of the executable to its end.</summary>
    public static void Run(string dataPath, IReadOnlyDictionary<string, string>? settings, params string[] verb)
    {
        using var process = Process.Start(Info(verb, dataPath, settings))!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', verb)} ended with {process.ExitCode}.");
    }

    /// <summary>SIGKILL: no goodbye, no flush.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    private static ProcessStartInfo Info(string[] arguments, string dataPath, IReadOnlyDictionary<string, string>? settings)
    {
        var web = Path.Combine(Repository.Root, "src/FarmMarket.Web");
        var info = new ProcessStartInfo("dotnet", [Path.Combine(web, "bin", Configuration, "net10.0/FarmMarket.Web.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = web,
        };
        info.Environment["FarmMarket__DataPath"] = dataPath;
        foreach (var (key, value) in settings ?? new Dictionary<string, string>())
            info.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return info;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        process.Dispose();
    }
}
