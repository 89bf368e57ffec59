using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FarmMarket.Testing;

namespace FarmMarket.Benchmarks;

/// <summary>The real executable in a process of its own, on loopback.</summary>
internal sealed class Server : IDisposable
{
    private static string executable = "";
    private readonly Process process;

    public int Port { get; }

    /// <summary>From starting the process to the end of its first page.</summary>
    public TimeSpan FirstPage { get; }

    private Server(Process process, int port, TimeSpan firstPage) => (this.process, Port, FirstPage) = (process, port, firstPage);

    /// <summary>Publishes the market as deploy/start.sh does; what is measured is what people run.</summary>
    public static void Publish(string folder)
    {
        using var publish = Process.Start(new ProcessStartInfo("dotnet",
            ["publish", Path.Combine(Repository.Root, "src/FarmMarket.Web"), "-c", "Release", "--use-current-runtime", "--self-contained", "false", "-o", folder, "--nologo", "-v", "q"]))!;
        publish.WaitForExit();
        if (publish.ExitCode != 0)
            throw new InvalidOperationException("The market could not be published.");
        executable = Path.Combine(folder, "FarmMarket.Web.dll");
    }

    public static Task<Server> Start(string dataPath, IReadOnlyDictionary<string, string> settings, string firstPage = "/market") =>
        Start([executable], dataPath, settings, firstPage);

    /// <summary>This program as an ASP.NET Core application that does nothing, for comparison.</summary>
    public static Task<Server> StartEmpty(string dataPath) =>
        Start([typeof(Server).Assembly.Location, "empty-app"], dataPath, new Dictionary<string, string>(), "/");

    public static void Verb(string dataPath, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        using var process = Process.Start(Info([executable, .. arguments], dataPath, settings))!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static async Task<Server> Start(string[] command, string dataPath, IReadOnlyDictionary<string, string> settings, string firstPage)
    {
        var port = FreePort();
        var started = Stopwatch.GetTimestamp();
        var process = Process.Start(Info([.. command, "--urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")], dataPath, settings))!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        using var client = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) };
        var patience = TimeSpan.FromSeconds(120);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (await look.WaitForNextTickAsync())
        {
            try
            {
                using var answer = await client.GetAsync(firstPage);
                if (answer.IsSuccessStatusCode)
                    return new(process, port, Stopwatch.GetElapsedTime(started));
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            if (process.HasExited || Stopwatch.GetElapsedTime(started) > patience)
                throw new InvalidOperationException($"The server did not come up: {string.Join(' ', command)}");
        }
        throw new InvalidOperationException("The timer ended.");
    }

    private static ProcessStartInfo Info(string[] command, string dataPath, IReadOnlyDictionary<string, string> settings)
    {
        var info = new ProcessStartInfo("dotnet", command) { RedirectStandardOutput = true, WorkingDirectory = Path.GetDirectoryName(executable) };
        info.Environment["FarmMarket__DataPath"] = dataPath;
        info.Environment["FarmMarket__Diagnostics"] = "true";
        foreach (var (key, value) in settings)
            info.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return info;
    }

    /// <summary>Processor time since its start.</summary>
    public TimeSpan Spent
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Memory of the process that is its own, in MiB.</summary>
    public double Memory()
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024.0;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
