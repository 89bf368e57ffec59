using System.Globalization;

namespace FarmMarket.Benchmarks;

/// <param name="Listings">In the large database; the small one of the growth figures has 1,000.</param>
/// <param name="Orders">Past orders in the large database; the small one has none.</param>
/// <param name="Only">start, warm, cold, orders, money or postgres: that part alone, without the growth figures; null for all.</param>
/// <param name="Keep">A folder in which the generated databases are kept for the next run; null for a temporary one.</param>
internal sealed record Options(int Listings, int Orders, TimeSpan WarmUp, TimeSpan Duration, string? Only, string? Keep, bool Postgres)
{
    public const string Usage = "--listings N  --orders M  --seconds S  --only PART  --keep FOLDER  --no-postgres";

    public static Options Read(string[] args)
    {
        string? After(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        int Number(string name, int otherwise) => int.TryParse(After(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
        var seconds = Number("--seconds", 5);
        return new(
            Number("--listings", 100_000), Number("--orders", 1_000_000), TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds),
            After("--only"), After("--keep"), !args.Contains("--no-postgres"));
    }
}
