using System.Buffers;
using System.Security.Cryptography;
using FarmMarket.Kernel;

namespace FarmMarket.Media;

/// <summary>
/// The door for uploaded pictures: what can be refused cheaply is refused before libvips sees a byte, and only as many pictures are
/// developed at once as leave the shop room to work.
/// </summary>
public sealed class PhotoIntake(IMediaStore store, PhotoIntakeOptions options) : IDisposable
{
    /// <summary>Bytes of one upload.</summary>
    public const int LargestUpload = 20 << 20;

    /// <summary>Code of the refusal that passes by itself: come back in some seconds.</summary>
    public const string TooMany = "too-many-uploads";

    // Goes into every hash: raise it when Darkroom makes other pictures of the same file.
    private const byte Recipe = 1;

    private readonly SemaphoreSlim seats = new(options.Seats, options.Seats);
    private readonly SemaphoreSlim benches = new(options.Benches, options.Benches);

    /// <summary>Receives one upload into a scratch file; what is no picture is refused at its first bytes.</summary>
    /// <exception cref="RuleBroken">Refused, in words for the person who uploaded it.</exception>
    /// <exception cref="MediaStoreFull">No room for the scratch file.</exception>
    public async Task<ReceivedPhoto> Receive(Stream upload, CancellationToken cancellation)
    {
        if (!await seats.WaitAsync(TimeSpan.Zero, cancellation))
            throw new RuleBroken("现在传照片的人很多，请过几秒再试") { Code = TooMany };
        FileStream? file = null;
        try
        {
            Directory.CreateDirectory(options.ScratchFolder);
            file = new FileStream(
                Path.Combine(options.ScratchFolder, Path.GetRandomFileName()),
                FileMode.CreateNew,
                FileAccess.ReadWrite,
                FileShare.ReadWrite | FileShare.Delete,
                bufferSize: 1,
                FileOptions.Asynchronous | FileOptions.DeleteOnClose);
            var (hash, kind) = await Copy(upload, file, cancellation);
            return new ReceivedPhoto(hash, kind, file, seats);
        }
        catch (Exception problem)
        {
            file?.Dispose();
            seats.Release();
            if (problem is IOException full && DiskSync.IsFull(full))
                throw new MediaStoreFull(full);
            throw;
        }
    }

    /// <summary>Develops and stores; returns the key. Takes a second and may wait for its turn, so it must not run inside a transaction.</summary>
    /// <exception cref="RuleBroken">Broken, too large or too small; in words for the person who uploaded it.</exception>
    /// <exception cref="MediaStoreFull">Nothing was kept.</exception>
    public async Task<PhotoKey> Develop(ReceivedPhoto photo, CancellationToken cancellation)
    {
        DevelopedPhoto developed;
        await benches.WaitAsync(cancellation);
        try
        {
            developed = await Task.Run(() => Darkroom.Develop(photo.Path, photo.Kind, cancellation), cancellation);
        }
        finally
        {
            benches.Release();
        }
        var key = new PhotoKey(photo.Hash, developed.Width, developed.Height, developed.Colour);
        await store.Put(key.ToString(), developed.Files, cancellation);
        return key;
    }

    public void Dispose()
    {
        seats.Dispose();
        benches.Dispose();
    }

    private static async Task<(string Hash, PictureKind Kind)> Copy(Stream upload, FileStream file, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([Recipe]);
        var buffer = ArrayPool<byte>.Shared.Rent(64 << 10);
        try
        {
            var kind = PictureKind.Unknown;
            long length = 0;
            while (await upload.ReadAtLeastAsync(buffer, PictureKinds.SniffLength, throwOnEndOfStream: false, cancellation) is var read and > 0)
            {
                kind = length == 0 ? Welcome(PictureKinds.Sniff(buffer.AsSpan(0, read))) : kind;
                length += read;
                if (length > LargestUpload)
                    throw new RuleBroken("照片不能超过 {0} MB，请用手机缩小后再传", LargestUpload >> 20) { Code = "photo-too-large" };
                hash.AppendData(buffer.AsSpan(0, read));
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
            return length > 0
                ? (PhotoKey.TextOf(hash.GetHashAndReset()), kind)
                : throw new RuleBroken("这个文件是空的，请重新选择照片") { Code = "photo-broken" };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static PictureKind Welcome(PictureKind kind) => kind switch
    {
        PictureKind.Heic => throw new RuleBroken("这是 iPhone 的 HEIC 照片，别的手机看不了：请在“设置 → 相机 → 格式”里选“兼容性最佳”，或截屏后再传") { Code = "not-a-photo" },
        PictureKind.Gif => throw new RuleBroken("不支持 GIF 动图，请传 JPEG、PNG、WebP 或 AVIF 照片") { Code = "not-a-photo" },
        PictureKind.Unknown => throw new RuleBroken("这不是照片：请传 JPEG、PNG、WebP 或 AVIF 照片") { Code = "not-a-photo" },
        _ => kind,
    };
}

/// <param name="ScratchFolder">Where uploads lie while they are worked on; at most <paramref name="Seats"/> × 20 MB.</param>
/// <param name="Benches">Photos developed at once, a core each.</param>
/// <param name="Seats">Uploads received or waiting at once; one more is told to come back.</param>
public sealed record PhotoIntakeOptions(string ScratchFolder, int Benches, int Seats = 64);

/// <summary>An upload in its scratch file, which goes when this is disposed.</summary>
public sealed class ReceivedPhoto : IDisposable
{
    private readonly FileStream file;
    private SemaphoreSlim? seat;

    internal ReceivedPhoto(string hash, PictureKind kind, FileStream file, SemaphoreSlim seat) =>
        (Hash, Kind, this.file, this.seat) = (hash, kind, file, seat);

    public string Hash { get; }

    internal PictureKind Kind { get; }

    internal string Path => file.Name;

    public void Dispose()
    {
        file.Dispose();
        Interlocked.Exchange(ref seat, null)?.Release();
    }
}
