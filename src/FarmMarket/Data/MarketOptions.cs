namespace FarmMarket.Data;

/// <summary>Section <c>FarmMarket</c>.</summary>
public sealed class MarketOptions
{
    /// <summary>The one folder for all that is kept on disk: database, media, index, keys.</summary>
    public string DataPath { get; set; } = "data";

    /// <summary>Demo region, known accounts, demo gateway and the outbox page. False for a market with real people.</summary>
    public bool Demo { get; set; } = true;

    /// <summary>What a demo market is filled with at its first start: <c>demo</c> or <c>empty</c>.</summary>
    public string Seed { get; set; } = "demo";

    /// <summary>What links in messages and the sitemap start with, e.g. https://market.example.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Keep public pages and answers of the search until what they show changes. False to measure what a page costs without.</summary>
    public bool KeepPages { get; set; } = true;

    public string PathOf(string name) => Path.Combine(Path.GetFullPath(DataPath), name);
}

public enum DatabaseProvider
{
    Sqlite,
    SqlServer,
    Postgres,
}

/// <summary>Section <c>Database</c>; the connection itself is <c>ConnectionStrings:Market</c>, by default a file under the data path.</summary>
public sealed class DatabaseOptions
{
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;
}
