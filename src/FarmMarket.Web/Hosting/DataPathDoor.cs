using FarmMarket.Data;

namespace FarmMarket.Web.Hosting;

/// <summary>One process at a time works in a data path: its search index and, on SQLite, its writer queue are that process's own.</summary>
internal static class DataPathDoor
{
    /// <summary>Null when another process is inside; else disposing it opens the door again.</summary>
    public static IDisposable? Close(MarketOptions options)
    {
        Directory.CreateDirectory(options.PathOf("."));
        try
        {
            return new FileStream(options.PathOf(".in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
