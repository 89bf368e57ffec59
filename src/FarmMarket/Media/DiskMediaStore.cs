namespace FarmMarket.Media;

/// <summary>Media in a folder, <c>7q/7q2f…/640.avif</c>. A medium is written beside its place, flushed, and moved there by one rename.</summary>
public sealed class DiskMediaStore : IMediaStore
{
    private readonly string root;
    private readonly string incoming;

    public DiskMediaStore(string folder)
    {
        root = Path.GetFullPath(folder);
        incoming = Path.Combine(root, ".incoming");
        Directory.CreateDirectory(incoming);
    }

    /// <summary>Removes what a crash left half-written. To be called once, before the first upload.</summary>
    public void Sweep()
    {
        foreach (var draft in Directory.EnumerateDirectories(incoming))
            Directory.Delete(draft, recursive: true);
        foreach (var probe in Directory.EnumerateFiles(incoming))
            File.Delete(probe);
    }

    public Task<bool> Has(string key, CancellationToken cancellation) => Task.FromResult(MediaNames.IsGood(key) && Directory.Exists(FolderOf(key)));

    public async Task Put(string key, IReadOnlyList<MediaFile> files, CancellationToken cancellation)
    {
        if (await Has(key, cancellation))
            return;
        var draft = Path.Combine(incoming, Path.GetRandomFileName());
        try
        {
            Directory.CreateDirectory(draft);
            foreach (var file in files)
                await WriteDurably(Path.Combine(draft, file.Name), file.Bytes, cancellation);
            DiskSync.Folder(draft);
            Publish(draft, FolderOf(key));
        }
        catch (IOException problem) when (DiskSync.IsFull(problem))
        {
            throw new MediaStoreFull(problem);
        }
        finally
        {
            if (Directory.Exists(draft))
                Directory.Delete(draft, recursive: true);
        }
    }

    public Task<MediaContent?> Open(string key, string file, CancellationToken cancellation)
    {
        if (!MediaNames.IsGood(key) || !MediaNames.IsGood(file))
            return Task.FromResult<MediaContent?>(null);
        try
        {
            var stream = new FileStream(
                Path.Combine(FolderOf(key), file), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
            return Task.FromResult<MediaContent?>(new(stream, stream.Length));
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<MediaContent?>(null);
        }
    }

    public async Task Probe(CancellationToken cancellation)
    {
        var probe = Path.Combine(incoming, Path.GetRandomFileName());
        try
        {
            await WriteDurably(probe, "probe"u8.ToArray(), cancellation);
        }
        finally
        {
            File.Delete(probe);
        }
    }

    // Spread over a thousand folders, so that none grows past what file systems and people like.
    private string FolderOf(string key) => Path.Combine(root, key[..Math.Min(2, key.Length)], key);

    private static async Task WriteDurably(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.Asynchronous);
        await stream.WriteAsync(bytes, cancellation);
        stream.Flush(flushToDisk: true);
    }

    private void Publish(string draft, string folder)
    {
        var parent = Path.GetDirectoryName(folder)!;
        if (!Directory.Exists(parent))
        {
            Directory.CreateDirectory(parent);
            DiskSync.Folder(root);
        }
        try
        {
            Directory.Move(draft, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // The same picture came twice at once; the other one was first, with the same bytes.
            return;
        }
        DiskSync.Folder(parent);
    }
}
