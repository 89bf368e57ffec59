namespace FarmMarket.Search;

/// <summary>
/// Numbers that change when what a public page shows has changed. A page is cached under the stamp that was current when its making
/// began, so that one made while the data changed is never shown again; throwing out by tag would leave just that one in.
/// </summary>
public sealed class PageStamps
{
    // Pages share buckets: now and then one is made again without need, and 32 KB do for any number of listings.
    private readonly long[] listings = new long[4096];
    private readonly long[] shops = new long[1024];
    private long market;

    /// <summary>For lists of listings: the market and the home page.</summary>
    public long Market => Volatile.Read(ref market);

    public long Listing(string slug) => Volatile.Read(ref Bucket(listings, slug));

    public long Shop(string slug) => Volatile.Read(ref Bucket(shops, slug));

    internal void MarketChanged() => Interlocked.Increment(ref market);

    internal void ListingChanged(string slug, string shopSlug)
    {
        Interlocked.Increment(ref Bucket(listings, slug));
        Interlocked.Increment(ref Bucket(shops, shopSlug));
    }

    private static ref long Bucket(long[] buckets, string slug) => ref buckets[(uint)string.GetHashCode(slug, StringComparison.Ordinal) % (uint)buckets.Length];
}
