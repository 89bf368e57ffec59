using FarmMarket.Data;
using FarmMarket.Data.Sqlite;
using FarmMarket.Shops;
using FarmMarket.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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

    [Fact]
    public async Task A_real_market_says_every_setting_it_lacks_and_lacks_none_once_they_are_set()
    {
        Assert.Equal(0, await Run("migrate"));
        string[] real = ["--FarmMarket:Demo=false", $"--FarmMarket:DataPath={DataPath}"];
        string[] complete =
        [
            "--FarmMarket:PublicUrl=https://market.example", "--Outgoing:Smtp:Host=smtp.market.example", "--Outgoing:Smtp:From=FarmMarket <no-reply@market.example>",
            "--Outgoing:Sms:Url=https://sms.market.example/send",
        ];
        Assert.Equal(["FarmMarket__PublicUrl", "Outgoing__Smtp__Host", "Outgoing__Smtp__From", "Outgoing__Sms__Url"],
            (await Missing(real)).Select(sentence => sentence.Split("Set ")[1].Split(' ')[0]));
        Assert.Single(await Missing([.. real, .. complete, "--Outgoing:Sms:Url=sms.market.example"]));
        Assert.Empty(await Missing([.. real, .. complete]));
    }

    private static async Task<List<string>> Missing(string[] settings)
    {
        await using var app = MarketHost.Build(settings);
        await using var scope = app.Services.CreateAsyncScope();
        return await StartUp.Missing(scope.ServiceProvider).ToListAsync();
    }

    public void Dispose() => folder.Delete(recursive: true);
}
