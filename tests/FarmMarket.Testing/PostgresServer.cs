using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace FarmMarket.Testing;

/// <summary>A PostgreSQL server of this test run's own, in a temporary folder, on loopback; ends with the process.</summary>
public sealed class PostgresServer
{
    private static readonly Lazy<PostgresServer> Running = new(() => new PostgresServer());

    private readonly string folder = Directory.CreateTempSubdirectory("farmmarket-postgres-").FullName;
    private readonly int port = FreePort();

    public static PostgresServer Instance => Running.Value;

    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={port};Username=postgres;Database={database};Maximum Pool Size=60;Timeout=30;Command Timeout=60";

    private PostgresServer()
    {
        var bin = Binaries();
        var data = Path.Combine(folder, "data");
        if (Environment.UserName == "root")
            Run("chown", "postgres", folder);
        AsPostgres(Path.Combine(bin, "pg_ctl"), "initdb", "-s", "-D", data, "-o", "-A trust -U postgres -E UTF8 --locale=C.UTF-8");
        AsPostgres(Path.Combine(bin, "pg_ctl"), "-s", "-D", data, "-w", "-t", "60", "-l", Path.Combine(folder, "log"), "-o",
            $"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=300 -c shared_buffers=128MB", "start");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            AsPostgres(Path.Combine(bin, "pg_ctl"), "-s", "-D", data, "-m", "immediate", "stop");
            Directory.Delete(folder, recursive: true);
        };
    }

    public void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static string Binaries() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).First()
            : throw new InvalidOperationException("PostgreSQL is not installed: apt-get install postgresql");

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static void AsPostgres(string program, params string[] arguments)
    {
        if (Environment.UserName == "root")
            Run("runuser", ["-u", "postgres", "--", program, .. arguments]);
        else
            Run(program, arguments);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = "/", RedirectStandardInput = true })!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{program} ended with {process.ExitCode}"));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
