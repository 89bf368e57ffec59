using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FarmMarket.Benchmarks;

/// <summary>What one scenario did. Times in milliseconds; <paramref name="Cpu"/> is what the server spent on a request.</summary>
internal sealed record Measured(string Name, double PerSecond, double P50, double P99, double Cpu, int Failures, double? Statements);

/// <summary>
/// A load generator of keep-alive connections that costs little beside the server it drives: requests are bytes made beforehand or per
/// turn, answers are read to their end and only their status and statement count are looked at.
/// </summary>
internal sealed class Load(Server server, int connections = 16)
{
    public delegate byte[] Request(int connection, int turn);

    public async Task<Measured> Run(string name, Request request, TimeSpan warmUp, TimeSpan duration, int expected = 200)
    {
        await Drive(request, warmUp, expected);
        return (await Drive(request, duration, expected)).As(name);
    }

    /// <summary>Each of so many requests once, by whichever connection is free.</summary>
    public async Task<Measured> All(string name, int count, Func<int, byte[]> request, int expected = 200)
    {
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        var spent = server.Spent;
        var times = new List<double>[connections];
        var failed = 0;
        await Task.WhenAll(Enumerable.Range(0, connections).Select(connection => Task.Run(async () =>
        {
            times[connection] = [];
            using var line = new Connection(server.Port);
            for (int n; (n = Interlocked.Increment(ref next)) < count;)
            {
                var sent = Stopwatch.GetTimestamp();
                var (status, _) = await line.Send(request(n));
                times[connection].Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                if (status != expected)
                    Interlocked.Increment(ref failed);
            }
        })));
        var tally = new Tally(Stopwatch.GetElapsedTime(started));
        tally.Add([.. times.SelectMany(each => each)], failed, 0, 0);
        tally.Spent = server.Spent - spent;
        return tally.As(name);
    }

    public static byte[] Get(string path, string? headers = null) =>
        Encoding.UTF8.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: br, gzip\r\nAccept-Language: zh-CN\r\n{headers}\r\n");

    public static byte[] Post(string path, string json, string? headers = null) =>
        Encoding.UTF8.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n{headers}\r\n{json}");

    private sealed class Tally(TimeSpan duration)
    {
        private readonly List<double> times = [];
        private int failures;
        private long statements;
        private int counted;

        /// <summary>Processor time of the server.</summary>
        public TimeSpan Spent { get; set; }

        public void Add(List<double> milliseconds, int failed, long sql, int withSql)
        {
            lock (times)
            {
                times.AddRange(milliseconds);
                failures += failed;
                statements += sql;
                counted += withSql;
            }
        }

        public Measured As(string name)
        {
            times.Sort();
            double At(double share) => times.Count == 0 ? 0 : times[Math.Min(times.Count - 1, (int)(times.Count * share))];
            return new(name, times.Count / duration.TotalSeconds, At(0.5), At(0.99), Spent.TotalMilliseconds / times.Count, failures, counted == 0 ? null : statements / (double)counted);
        }
    }

    private async Task<Tally> Drive(Request request, TimeSpan duration, int expected)
    {
        var tally = new Tally(duration);
        var spent = server.Spent;
        var end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        await Task.WhenAll(Enumerable.Range(0, connections).Select(connection => Task.Run(async () =>
        {
            var times = new List<double>();
            int failed = 0, withSql = 0;
            long sql = 0;
            using var line = new Connection(server.Port);
            for (var turn = 0; Stopwatch.GetTimestamp() < end; turn++)
            {
                var started = Stopwatch.GetTimestamp();
                var (status, statements) = await line.Send(request(connection, turn));
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                if (status != expected)
                    failed++;
                if (statements >= 0)
                {
                    sql += statements;
                    withSql++;
                }
            }
            tally.Add(times, failed, sql, withSql);
        })));
        tally.Spent = server.Spent - spent;
        return tally;
    }

    private sealed class Connection : IDisposable
    {
        private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private byte[] buffer = new byte[256 * 1024];

        public Connection(int port) => socket.Connect(new IPEndPoint(IPAddress.Loopback, port));

        public async Task<(int Status, int Statements)> Send(byte[] request)
        {
            await socket.SendAsync(request);
            var have = 0;
            int headEnd;
            while ((headEnd = buffer.AsSpan(0, have).IndexOf("\r\n\r\n"u8)) < 0)
                have += await Receive(have);
            var head = buffer.AsMemory(0, headEnd + 4);
            var status = Utf8Parser.TryParse(head.Span[9..12], out int said, out _) ? said : 0;
            var statements = Number(head.Span, "X-Sql-Statements: "u8);
            var bodyStart = headEnd + 4;
            if (Number(head.Span, "Content-Length: "u8) is >= 0 and var length)
            {
                while (have < bodyStart + length)
                    have += await Receive(have);
            }
            else if (head.Span.IndexOf("Transfer-Encoding: chunked"u8) >= 0)
            {
                while (!buffer.AsSpan(bodyStart, have - bodyStart).EndsWith("0\r\n\r\n"u8))
                    have += await Receive(have);
            }
            return (status, statements);
        }

        private async Task<int> Receive(int have)
        {
            if (have == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            var got = await socket.ReceiveAsync(buffer.AsMemory(have));
            return got > 0 ? got : throw new IOException("The server closed the connection.");
        }

        private static int Number(ReadOnlySpan<byte> head, ReadOnlySpan<byte> header)
        {
            var at = head.IndexOf(header);
            return at >= 0 && Utf8Parser.TryParse(head[(at + header.Length)..], out int value, out _) ? value : -1;
        }

        public void Dispose() => socket.Dispose();
    }
}
