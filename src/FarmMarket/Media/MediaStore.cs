namespace FarmMarket.Media;

/// <summary>
/// Where media files are. A medium is a handful of files under one key, which appear together or not at all and never change afterwards.
/// Keys and file names are made of <c>a–z 0–9 - .</c>; anything else is not found.
/// </summary>
public interface IMediaStore
{
    Task<bool> Has(string key, CancellationToken cancellation);

    /// <summary>Durable when it returns. Putting a key that is there already changes nothing.</summary>
    /// <exception cref="MediaStoreFull">No room; nothing of the medium was kept.</exception>
    Task Put(string key, IReadOnlyList<MediaFile> files, CancellationToken cancellation);

    /// <summary>Null when there is no such file.</summary>
    Task<MediaContent?> Open(string key, string file, CancellationToken cancellation);

    /// <summary>Throws when the store can't be used now; for the readiness probe.</summary>
    Task Probe(CancellationToken cancellation);
}

/// <summary>One file of a medium; <paramref name="Name"/> is like <c>640.avif</c>.</summary>
public sealed record MediaFile(string Name, string ContentType, ReadOnlyMemory<byte> Bytes);

/// <summary>A file being read; the receiver disposes it.</summary>
public sealed record MediaContent(Stream Stream, long Length) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}

/// <summary>The media store has no room left. Nothing was kept of what was being stored.</summary>
public sealed class MediaStoreFull(Exception cause) : IOException("The media store is full.", cause);

internal static class MediaNames
{
    /// <summary>What is under a key never changes, so nobody needs to ask twice.</summary>
    public const string CacheControl = "public, max-age=31536000, immutable";

    /// <summary>Names come from URLs: no separators, no leading dot, nothing a file system reads its own way.</summary>
    public static bool IsGood(string name) =>
        name is { Length: > 0 and <= 80 } && name[0] != '.' && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.');
}
