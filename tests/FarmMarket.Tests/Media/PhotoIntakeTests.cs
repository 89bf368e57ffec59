using System.Globalization;
using System.Text;
using FarmMarket.Kernel;
using FarmMarket.Media;
using NetVips;

namespace FarmMarket.Tests.Media;

public sealed class PhotoIntakeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("farmmarket-photos-").FullName;
    private readonly DiskMediaStore store;
    private readonly PhotoIntake intake;

    public PhotoIntakeTests()
    {
        store = new DiskMediaStore(Path.Combine(folder, "media"));
        intake = new PhotoIntake(store, new PhotoIntakeOptions(Scratch, Benches: 1));
    }

    private string Scratch => Path.Combine(folder, "scratch");

    public void Dispose()
    {
        intake.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("jpeg")]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("avif")]
    public async Task Every_kind_of_picture_becomes_all_sizes_in_all_formats(string kind)
    {
        var key = await Take(kind switch
        {
            "png" => Pictures.Png(2000, 1500),
            "webp" => Pictures.WebP(2000, 1500),
            "avif" => Pictures.Avif(2000, 1500),
            _ => Pictures.Jpeg(2000, 1500),
        });

        Assert.Equal((1600, 1200), (key.Width, key.Height));
        foreach (var width in new[] { 320, 640, 960, 1600 })
        {
            foreach (var (extension, loader) in new[] { ("avif", "heifload"), ("webp", "webpload"), ("jpg", "jpegload") })
            {
                using var image = await Read(key, $"{width}.{extension}");
                Assert.Equal((width, width * 3 / 4), (image.Width, image.Height));
                Assert.StartsWith(loader, (string)image.Get("vips-loader"), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(1600, new[] { 320, 640, 960, 1600 })]
    [InlineData(1000, new[] { 320, 640, 960, 1000 })]
    [InlineData(640, new[] { 320, 640 })]
    [InlineData(200, new[] { 200 })]
    public async Task A_photo_is_never_blown_up(int width, int[] widths)
    {
        var key = await Take(Pictures.Jpeg(width, width * 3 / 4));

        Assert.Equal(widths, FilesOf(key).Select(file => int.Parse(Path.GetFileNameWithoutExtension(file), CultureInfo.InvariantCulture)).Distinct().Order());
        Assert.Equal(width, key.Width);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task However_the_phone_was_held_the_photo_stands_upright(int orientation)
    {
        var key = await Take(Pictures.Held(orientation, 3300, 1650));

        Assert.Equal((1600, 800), (key.Width, key.Height));
        foreach (var format in PhotoSizes.Formats)
        {
            using var image = await Read(key, $"640.{format.Extension}");
            Assert.Equal((640, 320), (image.Width, image.Height));
            AssertNear(Pictures.TopLeft, Pictures.PixelAt(image, 0.25, 0.25));
            AssertNear(Pictures.TopRight, Pictures.PixelAt(image, 0.75, 0.25));
            AssertNear(Pictures.BottomLeft, Pictures.PixelAt(image, 0.25, 0.75));
            AssertNear(Pictures.BottomRight, Pictures.PixelAt(image, 0.75, 0.75));
        }
    }

    [Fact]
    public async Task Where_it_was_taken_and_by_what_is_removed()
    {
        var upload = Pictures.WithGps(800, 600);
        using (var before = Image.NewFromBuffer(upload))
        {
            Assert.Contains("exif-ifd3-GPSLatitude", before.GetFields());
        }

        var key = await Take(upload);

        foreach (var file in FilesOf(key))
        {
            using var image = await Read(key, Path.GetFileName(file));
            Assert.DoesNotContain(image.GetFields(), field => field.StartsWith("exif", StringComparison.Ordinal) || field.StartsWith("xmp", StringComparison.Ordinal) || field.StartsWith("icc", StringComparison.Ordinal));
            Assert.DoesNotContain("Orchard Phone", File.ReadAllText(file, Encoding.Latin1), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Html_hidden_in_a_picture_does_not_come_out_again()
    {
        const string page = "<script>alert(document.cookie)</script>";
        byte[] picture = Pictures.Jpeg(400, 300);
        byte[] comment = [0xFF, 0xFE, 0, (byte)(page.Length + 2), .. Encoding.ASCII.GetBytes(page)];
        byte[] polyglot = [.. picture.AsSpan(0, 2), .. comment, .. picture.AsSpan(2), .. Encoding.ASCII.GetBytes($"<html>{page}</html>")];

        var key = await Take(polyglot);

        Assert.All(FilesOf(key), file => Assert.DoesNotContain("<script", File.ReadAllText(file, Encoding.Latin1), StringComparison.OrdinalIgnoreCase));
    }

    private static readonly Dictionary<string, (Func<byte[]> Make, string Code)> Impostors = new()
    {
        ["nothing"] = (() => [], "photo-broken"),
        ["a page"] = (() => Encoding.UTF8.GetBytes("<!doctype html><title>mango.jpg</title>"), "not-a-photo"),
        ["a drawing with a script"] = (() => Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"), "not-a-photo"),
        ["a program"] = (() => [(byte)'M', (byte)'Z', .. new byte[200]], "not-a-photo"),
        ["an animation"] = (() => [.. "GIF89a"u8, 0xFF, 0xFF, 0xFF, 0xFF, .. new byte[100]], "not-a-photo"),
        ["an iPhone's own format"] = (() => [0, 0, 0, 0x18, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8, .. new byte[100]], "not-a-photo"),
        ["three bytes"] = (() => [0xFF, 0xD8, 0xFF], "photo-broken"),
        ["a JPEG of noughts"] = (() => [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[5000]], "photo-broken"),
        ["a page behind a JPEG's first bytes"] = (() => [0xFF, 0xD8, 0xFF, .. Encoding.UTF8.GetBytes("<html><script>alert(1)</script></html>")], "photo-broken"),
        ["a PNG that is another file inside"] = (() => [0x89, .. "PNG\r\n\x1a\n"u8, .. Encoding.UTF8.GetBytes("<svg/>")], "photo-broken"),
        ["a JPEG cut off in the middle"] = (() => Cut(Pictures.Jpeg(800, 600)), "photo-broken"),
        ["a PNG cut off in the middle"] = (() => Cut(Pictures.Png(800, 600)), "photo-broken"),
        ["a WebP cut off in the middle"] = (() => Cut(Pictures.WebP(800, 600)), "photo-broken"),
        ["an AVIF cut off in the middle"] = (() => Cut(Pictures.Avif(800, 600)), "photo-broken"),
        ["30,000 pixels wide"] = (() => Pictures.PngThatClaims(30_000, 200), "photo-too-large"),
        ["144 megapixels"] = (() => Pictures.PngThatClaims(12_000, 12_000), "photo-too-large"),
        ["four pixels"] = (() => Pictures.Png(2, 2), "photo-too-small"),
        ["a ribbon"] = (() => Pictures.Png(1000, 100), "photo-too-long"),
    };

    public static TheoryData<string> ImpostorNames() => new(Impostors.Keys);

    [Theory]
    [MemberData(nameof(ImpostorNames))]
    public async Task What_is_not_a_good_picture_is_refused_in_words_and_leaves_nothing(string name)
    {
        var (make, code) = Impostors[name];

        var refusal = await Assert.ThrowsAsync<RuleBroken>(() => Take(make()));

        Assert.Equal(code, refusal.Code);
        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_huge_file_is_refused_when_the_limit_is_passed_and_not_received_further()
    {
        var upload = new EndlessUpload(Pictures.Jpeg(400, 300));

        var refusal = await Assert.ThrowsAsync<RuleBroken>(() => Take(upload));

        Assert.Equal("photo-too-large", refusal.Code);
        Assert.InRange(upload.Given, PhotoIntake.LargestUpload, PhotoIntake.LargestUpload + (1 << 20));
        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_huge_file_that_is_no_picture_is_refused_at_its_first_bytes()
    {
        var upload = new EndlessUpload("<html>"u8.ToArray());

        await Assert.ThrowsAsync<RuleBroken>(() => Take(upload));

        Assert.InRange(upload.Given, 1, 1 << 20);
    }

    [Fact]
    public async Task The_same_file_gets_the_same_key_and_isstored_once()
    {
        var upload = Pictures.Jpeg(700, 500);

        var first = await Take(upload);
        var second = await Take(upload);
        var other = await Take(Pictures.Jpeg(700, 501));

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.Equal(2, Directory.GetDirectories(Path.Combine(folder, "media"), "??").Sum(shelf => Directory.GetDirectories(shelf).Length));
    }

    [Fact]
    public async Task Many_uploads_of_the_same_photo_at_once_all_succeed_andstore_it_once()
    {
        var upload = Pictures.Jpeg(300, 200);

        var keys = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Take(upload)));

        Assert.Single(keys.Distinct());
        Assert.Empty(Directory.EnumerateFileSystemEntries(Scratch));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(folder, "media", ".incoming")));
    }

    [Fact]
    public async Task When_all_seats_are_taken_the_next_upload_is_told_to_come_back_and_a_freed_seat_is_used()
    {
        using var small = new PhotoIntake(store, new PhotoIntakeOptions(Scratch, Benches: 1, Seats: 2));
        var upload = Pictures.Jpeg(300, 200);
        var first = await small.Receive(new MemoryStream(upload), TestContext.Current.CancellationToken);
        using var second = await small.Receive(new MemoryStream(upload), TestContext.Current.CancellationToken);

        var refusal = await Assert.ThrowsAsync<RuleBroken>(() => small.Receive(new MemoryStream(upload), TestContext.Current.CancellationToken));
        Assert.Equal("too-many-uploads", refusal.Code);
        first.Dispose();
        first.Dispose();
        using var third = await small.Receive(new MemoryStream(upload), TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<RuleBroken>(() => small.Receive(new MemoryStream(upload), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_upload_that_breaks_off_gives_its_seat_and_its_scratch_file_back()
    {
        using var small = new PhotoIntake(store, new PhotoIntakeOptions(Scratch, Benches: 1, Seats: 1));

        await Assert.ThrowsAsync<IOException>(() => small.Receive(new BrokenUpload(Pictures.Jpeg(300, 200)), TestContext.Current.CancellationToken));

        Assert.Empty(Directory.EnumerateFileSystemEntries(Scratch));
        using var next = await small.Receive(new MemoryStream(Pictures.Jpeg(300, 200)), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_transparent_picture_is_laid_on_white()
    {
        var key = await Take((Image.Black(200, 200, bands: 4).Copy(interpretation: Enums.Interpretation.Srgb)).PngsaveBuffer());

        using var image = await Read(key, "200.jpg");
        AssertNear((255, 255, 255), Pictures.PixelAt(image, 0.5, 0.5));
    }

    [Fact]
    public async Task The_placeholder_has_the_colour_of_the_fruit_not_of_the_table()
    {
        using var table = (Image.Black(400, 400, bands: 3) + 128).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        using var fruit = (Image.Black(220, 220, bands: 3) + new double[] { 230, 160, 20 }).Cast(Enums.BandFormat.Uchar);

        var key = await Take(table.Insert(fruit, 90, 90).PngsaveBuffer());

        AssertNear((230, 160, 20), (key.Colour >> 16, (key.Colour >> 8) & 255, key.Colour & 255));
    }

    private static byte[] Cut(byte[] whole) => whole[..(whole.Length / 2)];

    private Task<PhotoKey> Take(byte[] upload) => Take(new MemoryStream(upload));

    private async Task<PhotoKey> Take(Stream upload)
    {
        using var received = await intake.Receive(upload, TestContext.Current.CancellationToken);
        return await intake.Develop(received, TestContext.Current.CancellationToken);
    }

    private string[] FilesOf(PhotoKey key) => Directory.GetFiles(Path.Combine(folder, "media", key.Hash[..2], key.ToString()));

    private async Task<Image> Read(PhotoKey key, string file)
    {
        await using var content = await store.Open(key.ToString(), file, TestContext.Current.CancellationToken);
        Assert.NotNull(content);
        using var bytes = new MemoryStream();
        await content.Stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return Image.NewFromBuffer(bytes.ToArray());
    }

    private static void AssertNear((int R, int G, int B) expected, (int R, int G, int B) actual)
    {
        var off = Math.Max(Math.Abs(expected.R - actual.R), Math.Max(Math.Abs(expected.G - actual.G), Math.Abs(expected.B - actual.B)));
        Assert.True(off <= 24, $"expected about {expected}, got {actual}");
    }

    /// <summary>Begins like a file and never ends.</summary>
    private sealed class EndlessUpload(byte[] start) : MemoryStream
    {
        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Clear();
            if (Given == 0)
            {
                start.AsSpan(0, Math.Min(start.Length, buffer.Length)).CopyTo(buffer.Span);
            }

            Given += buffer.Length;
            return new(buffer.Length);
        }
    }

    /// <summary>A line that drops after the first piece.</summary>
    private sealed class BrokenUpload(byte[] start) : MemoryStream
    {
        private bool _given;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_given)
            {
                throw new IOException("The client is gone.");
            }

            _given = true;
            var length = Math.Min(start.Length, buffer.Length);
            start.AsSpan(0, length).CopyTo(buffer.Span);
            return new(length);
        }
    }
}
