using System.Formats.Tar;
using System.IO.Compression;
using FarmMarket.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace FarmMarket.Web.Hosting;

/// <summary>
/// <c>backup FILE</c> writes one .tar.gz of the SQLite database, the pictures and the keys, consistent while the market serves.
/// <c>restore FILE</c> puts it back into a data path whose market is stopped; what was there is kept beside it. The search index is
/// not in it: a node builds its own. A market on PostgreSQL or SQL Server backs its database up with that server's tools.
/// </summary>
internal static class Backups
{
    private const string DatabaseFile = "market.db";
    private static readonly string[] Folders = ["media", "keys"];

    public static async Task<int> Backup(IServiceProvider services, string[] args)
    {
        if (args is not [_, { Length: > 0 } file, ..])
            return await Refuse("Say where to: backup FILE");
        var options = services.GetRequiredService<IOptions<MarketOptions>>().Value;
        var partial = Path.GetFullPath(file) + ".partial";
        var copy = Path.GetFullPath(file) + ".database";
        try
        {
            await using (var target = new FileStream(partial, FileMode.Create, FileAccess.Write))
            {
                await using (var zipped = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true))
                await using (var archive = new TarWriter(zipped, leaveOpen: true))
                {
                    if (IsSqlite(services))
                    {
                        CopyDatabase(DatabasePath(services), copy);
                        await archive.WriteEntryAsync(copy, DatabaseFile);
                    }
                    foreach (var folder in Folders.Where(folder => Directory.Exists(options.PathOf(folder))))
                        foreach (var path in Directory.EnumerateFiles(options.PathOf(folder), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                            await archive.WriteEntryAsync(path, Path.GetRelativePath(options.PathOf("."), path));
                }
                target.Flush(flushToDisk: true);
            }
            File.Move(partial, file, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
            File.Delete(copy);
        }
        Console.WriteLine($"Backed up to {file}.");
        if (!IsSqlite(services))
            Console.WriteLine("It holds pictures and keys. Back the database up with its server's own tools.");
        return 0;
    }

    public static async Task<int> Restore(IServiceProvider services, string[] args)
    {
        if (args is not [_, { Length: > 0 } file, ..] || !File.Exists(file))
            return await Refuse("Say which file: restore FILE");
        var options = services.GetRequiredService<IOptions<MarketOptions>>().Value;
        using var door = DataPathDoor.Close(options);
        if (door is null)
            return await Refuse("A market is running on this data path. Stop it first.");

        var unpacked = Directory.CreateDirectory(options.PathOf(".restoring"));
        try
        {
            await using (var zipped = new GZipStream(File.OpenRead(file), CompressionMode.Decompress))
                await TarFile.ExtractToDirectoryAsync(zipped, unpacked.FullName, overwriteFiles: true);
            var database = Path.Combine(unpacked.FullName, DatabaseFile);
            if (IsSqlite(services) && !IsWhole(database))
                return await Refuse("The database in this backup is missing or damaged; nothing was changed.");

            if (IsSqlite(services))
            {
                var live = DatabasePath(services);
                SqliteConnection.ClearAllPools();
                if (File.Exists(live))
                    CopyDatabase(live, live + ".before-restore");
                File.Delete(live + "-wal");
                File.Delete(live + "-shm");
                File.Move(database, live, overwrite: true);
            }
            foreach (var folder in Folders.Where(folder => Directory.Exists(Path.Combine(unpacked.FullName, folder))))
            {
                foreach (var path in Directory.EnumerateFiles(Path.Combine(unpacked.FullName, folder), "*", SearchOption.AllDirectories))
                {
                    var target = options.PathOf(Path.GetRelativePath(unpacked.FullName, path));
                    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                    File.Move(path, target, overwrite: true);
                }
            }
            if (Directory.Exists(options.PathOf("index")))
                Directory.Delete(options.PathOf("index"), recursive: true);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            return await Refuse("This file is not a whole backup; nothing was changed.");
        }
        finally
        {
            unpacked.Delete(recursive: true);
        }
        Console.WriteLine($"Restored from {file}. Run migrate if this version of the market is newer than the backup.");
        return 0;
    }

    private static bool IsSqlite(IServiceProvider services) =>
        services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider == DatabaseProvider.Sqlite;

    private static string DatabasePath(IServiceProvider services) =>
        new SqliteConnectionStringBuilder(DataModule.SqliteConnectionString(
            services.GetRequiredService<IConfiguration>().GetConnectionString("Market"),
            services.GetRequiredService<IOptions<MarketOptions>>().Value)).DataSource;

    /// <summary>A copy of one moment, taken while others write.</summary>
    private static void CopyDatabase(string from, string to)
    {
        File.Delete(to);
        using var source = new SqliteConnection($"Data Source={from};Pooling=false");
        using var target = new SqliteConnection($"Data Source={to};Pooling=false");
        source.Open();
        target.Open();
        source.BackupDatabase(target);
    }

    private static bool IsWhole(string file)
    {
        if (!File.Exists(file))
            return false;
        try
        {
            using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
            connection.Open();
            using var check = connection.CreateCommand();
            check.CommandText = "PRAGMA integrity_check";
            return check.ExecuteScalar() is "ok";
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private static async Task<int> Refuse(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 1;
    }
}
