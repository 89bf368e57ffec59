using FarmMarket.Data;
using FarmMarket.Data.Sqlite;
using FarmMarket.Shops;
using FarmMarket.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Web.Tests.Hosting;

[Trait("database", "sqlite")]
public sealed class VerbsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("farmmarket-verbs-");

    private string DataPath => Path.Combine(folder.FullName, "data");
    private string BackupFile => Path.Combine(folder.FullName, "market.tar.gz");

    private Task<int> Run(params string[] arguments) => MarketHost.Run([.. arguments, $"--FarmMarket:DataPath={DataPath}"]);

    private SqliteMarketDb Open() => new(new DbContextOptionsBuilder<SqliteMarketDb>()
        .UseSqlite($"Data Source={Path.Combine(DataPath, "market.db")};Pooling=false").WithoutHost().Options);

    private static Shop AShop(string slug) => new()
    {
        Slug = slug,
        Name = new("果园", "Orchard"),
        Story = new("故事"),
        CountyCode = "451003",
        ContactPhone = "13800000000",
    };

    [Fact]
    public async Task What_was_backed_up_comes_back()
    {
        Assert.Equal(0, await Run("migrate"));
        await using (var db = Open())
        {
            db.Add(AShop("kept"));
            await db.SaveChangesAsync();
        }
        Directory.CreateDirectory(Path.Combine(DataPath, "media", "ab"));
        await File.WriteAllTextAsync(Path.Combine(DataPath, "media", "ab", "picture"), "pixels");
        Assert.Equal(0, await Run("backup", BackupFile));

        await using (var db = Open())
        {
            db.Add(AShop("later"));
            await db.SaveChangesAsync();
        }
        File.Delete(Path.Combine(DataPath, "media", "ab", "picture"));
        Assert.Equal(0, await Run("restore", BackupFile));

        await using var after = Open();
        Assert.Equal(["kept"], await after.Set<Shop>().Select(shop => shop.Slug).ToListAsync());
        Assert.Equal("pixels", await File.ReadAllTextAsync(Path.Combine(DataPath, "media", "ab", "picture")));
    }

    [Fact]
    public async Task A_damaged_backup_changes_nothing()
    {
        Assert.Equal(0, await Run("migrate"));
        await using (var db = Open())
        {
            db.Add(AShop("kept"));
            await db.SaveChangesAsync();
        }
        Assert.Equal(0, await Run("backup", BackupFile));
        var bytes = await File.ReadAllBytesAsync(BackupFile);
        await File.WriteAllBytesAsync(BackupFile, bytes[..(bytes.Length / 2)]);

        Assert.Equal(1, await Run("restore", BackupFile));
        await using var after = Open();
        Assert.Equal(1, await after.Set<Shop>().CountAsync());
    }

    [Fact]
    public async Task A_real_market_refuses_to_start_half_configured()
    {
        Assert.Equal(1, await Run("--FarmMarket:Demo=false", "--urls=http://127.0.0.1:0"));
    }

    public void Dispose() => folder.Delete(recursive: true);
}
