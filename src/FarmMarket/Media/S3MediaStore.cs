using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace FarmMarket.Media;

/// <summary>
/// Media in a bucket of any S3-compatible service, <c>7q2f…/640.avif</c>. A bucket has no rename, so a marker that <see cref="Has"/> asks
/// for is written last.
/// </summary>
public sealed class S3MediaStore(IAmazonS3 s3, string bucket) : IMediaStore
{
    private const string Marker = "complete";

    public async Task<bool> Has(string key, CancellationToken cancellation)
    {
        if (!MediaNames.IsGood(key))
            return false;
        try
        {
            await s3.GetObjectMetadataAsync(bucket, NameOf(key, Marker), cancellation);
            return true;
        }
        catch (AmazonS3Exception absent) when (absent.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    public async Task Put(string key, IReadOnlyList<MediaFile> files, CancellationToken cancellation)
    {
        if (await Has(key, cancellation))
            return;
        try
        {
            foreach (var file in files)
                await Put(key, file, cancellation);
            await Put(key, new MediaFile(Marker, "text/plain", "1"u8.ToArray()), cancellation);
        }
        catch (AmazonS3Exception full) when (full.StatusCode == HttpStatusCode.InsufficientStorage || full.ErrorCode is "XMinioStorageFull" or "QuotaExceeded")
        {
            throw new MediaStoreFull(full);
        }
    }

    public async Task<MediaContent?> Open(string key, string file, CancellationToken cancellation)
    {
        if (!MediaNames.IsGood(key) || !MediaNames.IsGood(file))
            return null;
        try
        {
            var found = await s3.GetObjectAsync(bucket, NameOf(key, file), cancellation);
            return new(found.ResponseStream, found.ContentLength);
        }
        catch (AmazonS3Exception absent) when (absent.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public async Task Probe(CancellationToken cancellation) =>
        await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, MaxKeys = 1 }, cancellation);

    private async Task Put(string key, MediaFile file, CancellationToken cancellation)
    {
        using var content = new MemoryStream(file.Bytes.ToArray(), writable: false);
        await s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = bucket,
                Key = NameOf(key, file.Name),
                InputStream = content,
                ContentType = file.ContentType,
                Headers = { CacheControl = MediaNames.CacheControl },
            },
            cancellation);
    }

    private static string NameOf(string key, string file) => $"{key}/{file}";
}
