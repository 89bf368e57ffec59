using System.Collections.Concurrent;
using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using FarmMarket.Media;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FarmMarket.Tests.Media;

/// <summary>What both stores promise, on a real folder and over real HTTP.</summary>
public abstract class MediaStoreTests
{
    protected static readonly MediaFile[] Files =
    [
        new("320.jpg", "image/jpeg", new byte[] { 1, 2, 3 }),
        new("640.avif", "image/avif", new byte[70_000]),
    ];

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected abstract IMediaStore Store { get; }

    [Fact]
    public async Task What_was_put_can_be_read()
    {
        Assert.False(await Store.Has("key-1", Cancellation));

        await Store.Put("key-1", Files, Cancellation);

        Assert.True(await Store.Has("key-1", Cancellation));
        foreach (var file in Files)
        {
            await using var content = await Store.Open("key-1", file.Name, Cancellation);
            Assert.NotNull(content);
            using var read = new MemoryStream();
            await content.Stream.CopyToAsync(read, Cancellation);
            Assert.Equal(file.Bytes.Length, content.Length);
            Assert.Equal(file.Bytes, read.ToArray());
        }
    }

    [Fact]
    public async Task Putting_a_key_again_changes_nothing()
    {
        await Store.Put("key-1", Files, Cancellation);
        await Store.Put("key-1", [new("320.jpg", "image/jpeg", new byte[] { 9 })], Cancellation);

        await using var content = await Store.Open("key-1", "320.jpg", Cancellation);
        Assert.Equal(3, content!.Length);
    }

    [Theory]
    [InlineData("key-1", "320.webp")]
    [InlineData("key-2", "320.jpg")]
    [InlineData("key-1", "../key-1/320.jpg")]
    [InlineData("key-1", "..")]
    [InlineData("..", "320.jpg")]
    [InlineData("../../etc", "passwd")]
    [InlineData("KEY-1", "320.jpg")]
    [InlineData("", "320.jpg")]
    public async Task What_is_not_there_or_no_name_is_not_found(string key, string file)
    {
        await Store.Put("key-1", Files, Cancellation);

        Assert.Null(await Store.Open(key, file, Cancellation));
    }

    [Fact]
    public async Task A_healthy_store_passes_its_probe() => await Store.Probe(Cancellation);
}

public sealed class DiskMediaStoreTests : MediaStoreTests, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("farmmarket-media-").FullName;
    private readonly DiskMediaStore store;

    public DiskMediaStoreTests() => store = new DiskMediaStore(folder);

    protected override IMediaStore Store => store;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_medium_whose_writing_fails_leaves_nothing()
    {
        MediaFile[] twice = [Files[0], Files[0]];

        await Assert.ThrowsAsync<IOException>(() => store.Put("key-1", twice, Cancellation));

        Assert.False(await store.Has("key-1", Cancellation));
        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_a_crash_left_half_written_is_swept_and_what_is_whole_stays()
    {
        await store.Put("key-1", Files, Cancellation);
        Directory.CreateDirectory(Path.Combine(folder, ".incoming", "half"));
        await File.WriteAllTextAsync(Path.Combine(folder, ".incoming", "half", "320.jpg"), "ha", Cancellation);

        store.Sweep();

        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(folder, ".incoming")));
        Assert.True(await store.Has("key-1", Cancellation));
    }

    [Fact]
    public async Task The_probe_tells_of_a_folder_that_is_gone()
    {
        Directory.Delete(Path.Combine(folder, ".incoming"));

        await Assert.ThrowsAsync<DirectoryNotFoundException>(() => store.Probe(Cancellation));
    }

    [Fact]
    public void A_full_disk_is_told_from_other_faults()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Only Linux has a disk that is always full.");
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 1);

        var fault = Assert.Throws<IOException>(() => full.Write(new byte[10]));

        Assert.True(DiskSync.IsFull(fault));
        Assert.False(DiskSync.IsFull(new FileNotFoundException()));
    }
}

public sealed class S3MediaStoreTests : MediaStoreTests, IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, (byte[] Bytes, string? Type, string? Cache)> bucket = new();
    private WebApplication? server;
    private AmazonS3Client? client;
    private string? refuse;

    protected override IMediaStore Store => new S3MediaStore(client!, "market");

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.Run(Answer);
        await server.StartAsync();
        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        client = new AmazonS3Client(new BasicAWSCredentials("id", "secret"), new AmazonS3Config
        {
            ServiceURL = address,
            ForcePathStyle = true,
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 0,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
        });
    }

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        if (server is not null)
            await server.DisposeAsync();
    }

    [Fact]
    public async Task Files_carry_their_type_and_may_be_cached_for_ever()
    {
        await Store.Put("key-1", Files, Cancellation);

        var (_, type, cache) = bucket["/market/key-1/640.avif"];
        Assert.Equal("image/avif", type);
        Assert.Equal("public, max-age=31536000, immutable", cache);
    }

    [Fact]
    public async Task A_full_bucket_says_so_and_the_medium_does_not_count_as_there()
    {
        refuse = "XMinioStorageFull";
        await Assert.ThrowsAsync<MediaStoreFull>(() => Store.Put("key-1", Files, Cancellation));

        refuse = null;
        Assert.False(await Store.Has("key-1", Cancellation));
        await Store.Put("key-1", Files, Cancellation);
        Assert.True(await Store.Has("key-1", Cancellation));
    }

    /// <summary>As much of S3 as the store asks for.</summary>
    private async Task Answer(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var path = request.Path.Value!;
        if (request.Method == HttpMethods.Put && refuse is not null)
        {
            response.StatusCode = StatusCodes.Status507InsufficientStorage;
            await response.WriteAsync($"<?xml version=\"1.0\"?><Error><Code>{refuse}</Code><Message>full</Message></Error>", Cancellation);
        }
        else if (request.Method == HttpMethods.Put)
        {
            using var bytes = new MemoryStream();
            await request.Body.CopyToAsync(bytes, Cancellation);
            bucket[path] = (Unchunked(bytes.ToArray(), request), request.ContentType, request.Headers.CacheControl);
            response.Headers.ETag = "\"etag\"";
        }
        else if (request.Query.ContainsKey("list-type"))
        {
            response.ContentType = "application/xml";
            await response.WriteAsync("<?xml version=\"1.0\"?><ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>market</Name></ListBucketResult>", Cancellation);
        }
        else if (bucket.TryGetValue(path, out var found))
        {
            response.ContentType = found.Type;
            response.ContentLength = found.Bytes.Length;
            if (request.Method == HttpMethods.Get)
                await response.Body.WriteAsync(found.Bytes, Cancellation);
        }
        else
        {
            response.StatusCode = (int)HttpStatusCode.NotFound;
        }
    }

    /// <summary>The SDK signs a body in pieces: <c>length;chunk-signature=…</c>, line, piece, line.</summary>
    private static byte[] Unchunked(byte[] body, HttpRequest request)
    {
        if (!request.Headers["x-amz-content-sha256"].ToString().StartsWith("STREAMING", StringComparison.Ordinal))
            return body;
        var whole = new MemoryStream();
        for (var at = 0; ;)
        {
            var line = Array.IndexOf(body, (byte)'\n', at);
            var head = System.Text.Encoding.ASCII.GetString(body, at, line - at).Split(';')[0].Trim();
            var length = int.Parse(head, System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
            if (length == 0)
                return whole.ToArray();
            whole.Write(body, line + 1, length);
            at = line + 1 + length + 2;
        }
    }
}
