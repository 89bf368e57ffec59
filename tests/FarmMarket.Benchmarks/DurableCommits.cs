using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace FarmMarket.Benchmarks;

/// <summary>How many one-row transactions a second this disk makes durable, with the settings the market uses: the ceiling for orders.</summary>
internal static class DurableCommits
{
    public static double PerSecond(string folder, TimeSpan duration)
    {
        var file = Path.Combine(folder, "commits.db");
        File.Delete(file);
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE Rows(Id INTEGER PRIMARY KEY AUTOINCREMENT, Text TEXT NOT NULL);");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO Rows(Text) VALUES ('a row of about the size of an order line, with some text in it')";
        var commits = 0;
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            insert.Transaction = transaction;
            insert.ExecuteNonQuery();
            transaction.Commit();
            commits++;
        }
        return commits / Stopwatch.GetElapsedTime(started).TotalSeconds;

        void Execute(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}
