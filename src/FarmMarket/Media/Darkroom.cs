using FarmMarket.Kernel;
using NetVips;

namespace FarmMarket.Media;

/// <summary>
/// Makes web pictures of an uploaded file: upright, sRGB, without any metadata, in every size and format. Nothing of the uploaded
/// bytes survives into what is served.
/// </summary>
public static class Darkroom
{
    public const int LargestSide = 12_000;
    public const int LargestPixels = 80_000_000;

    /// <summary>For files that can only be decoded whole (interlaced, WebP, AVIF): up to 15 bytes a pixel are in memory at once.</summary>
    public const int LargestPixelsInMemory = 25_000_000;
    public const int SmallestSide = 64;
    public const int LongestShape = 4;

    private const int AnyHeight = 10_000_000;
    private static readonly Log.LogDelegate Quiet = (_, _, _) => { };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    static Darkroom()
    {
        // One thread a picture: PhotoIntake decides how many are developed at once, so that the shop keeps its cores.
        // No operation cache: no picture is developed twice, and what it holds is pixels.
        NetVips.NetVips.Concurrency = 1;
        Cache.Max = 0;
        // Broken uploads are ordinary here and come back as exceptions; libvips would also write each to the console.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, Quiet);
    }

    /// <summary>Blocks for half a second to a second a phone photo of 12 megapixels, on one core.</summary>
    /// <exception cref="RuleBroken">Broken, too large or too small; in words for the person who uploaded it.</exception>
    public static DevelopedPhoto Develop(string path, PictureKind kind, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            return Develop(path, kind, new Watch(patience.Token));
        }
        catch (Exception stopped) when (stopped is VipsException or OperationCanceledException && patience.IsCancellationRequested)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new RuleBroken("这张照片处理得太慢，请换一张，或截屏后再传") { Code = "photo-too-slow" };
        }
        catch (VipsException)
        {
            throw new RuleBroken("这张照片打不开或没有传完整，请重新选择") { Code = "photo-broken" };
        }
    }

    private static DevelopedPhoto Develop(string path, PictureKind kind, Watch watch)
    {
        int width;
        using (var header = Open(path, kind, shrink: 1))
        {
            Check(header, kind);
            width = IsSideways(header) ? header.Height : header.Width;
        }

        using var largest = Print(path, kind, width, watch);
        var files = new List<MediaFile>();
        foreach (var step in PhotoSizes.WidthsOf(largest.Width))
        {
            using var smaller = largest.ThumbnailImage(step, height: AnyHeight, size: Enums.Size.Down);
            using var sized = smaller.CopyMemory();
            foreach (var format in PhotoSizes.Formats)
            {
                watch.Token.ThrowIfCancellationRequested();
                files.Add(new(PhotoSizes.FileName(step, format.Extension), format.ContentType, Encode(sized, format.Extension)));
            }
        }
        return new(largest.Width, largest.Height, DominantColour(largest), files);
    }

    /// <summary>Reads the header only. Each kind has its own loader, so that libvips is never asked to guess.</summary>
    private static Image Open(string path, PictureKind kind, int shrink) => kind switch
    {
        PictureKind.Jpeg => Image.Jpegload(path, shrink: shrink, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error),
        PictureKind.Png => Image.Pngload(path, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error),
        PictureKind.WebP => Image.Webpload(path, scale: 1.0 / shrink, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error),
        PictureKind.Avif => Image.Heifload(path, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "PhotoIntake lets only these four in."),
    };

    private static void Check(Image header, PictureKind kind)
    {
        var (width, height) = (header.Width, header.Height);
        var pixels = (long)width * height;
        var whole = kind is PictureKind.WebP or PictureKind.Avif || IsInterlaced(header);
        if (Math.Max(width, height) > LargestSide || pixels > LargestPixels || (whole && pixels > LargestPixelsInMemory))
            throw new RuleBroken("这张照片有 {0}×{1} 像素，太大了：请用手机缩小后再传", width, height) { Code = "photo-too-large" };
        if (Math.Min(width, height) < SmallestSide)
            throw new RuleBroken("这张照片只有 {0}×{1} 像素，太小了：请传原图", width, height) { Code = "photo-too-small" };
        if (Math.Max(width, height) > LongestShape * Math.Min(width, height))
            throw new RuleBroken("这张照片太长了：长边不能超过短边的 {0} 倍，请裁剪后再传", LongestShape) { Code = "photo-too-long" };
    }

    private static bool IsInterlaced(Image header) => header.Contains("interlaced") && (int)header.Get("interlaced") != 0;

    private static bool IsSideways(Image header) => header.Contains("orientation") && (int)header.Get("orientation") >= 5;

    // JPEG and WebP decoders can throw resolution away as they go, which spares most of the memory.
    private static int ShrinkWhileDecoding(int width) => (width / PhotoSizes.Largest) switch { >= 8 => 8, >= 4 => 4, >= 2 => 2, _ => 1 };

    private static Image Print(string path, PictureKind kind, int width, Watch watch)
    {
        using var loaded = Open(path, kind, ShrinkWhileDecoding(width));
        loaded.SetProgress(watch, watch.Token);
        using var upright = loaded.ThumbnailImage(
            Math.Min(width, PhotoSizes.Largest), height: AnyHeight, size: Enums.Size.Down, outputProfile: "srgb", failOn: Enums.FailOn.Error);
        using var coloured = upright.Colourspace(Enums.Interpretation.Srgb);
        using var opaque = coloured.HasAlpha() ? coloured.Flatten(background: [255, 255, 255]) : coloured.Copy();
        using var bytes = opaque.Cast(Enums.BandFormat.Uchar);
        return bytes.CopyMemory();
    }

    private static byte[] Encode(Image image, string extension) => extension switch
    {
        // Effort 1 is ten times as fast as libvips' default and about 15% larger; with the default an upload would wait for seconds.
        "avif" => image.HeifsaveBuffer(q: 56, effort: 1, bitdepth: 8, compression: Enums.ForeignHeifCompression.Av1, keep: Enums.ForeignKeep.None),
        "webp" => image.WebpsaveBuffer(q: 76, effort: 2, keep: Enums.ForeignKeep.None),
        _ => image.JpegsaveBuffer(q: 80, optimizeCoding: true, keep: Enums.ForeignKeep.None),
    };

    /// <summary>The commonest colour as 0xRRGGBB; vivid ones count for more, because fruit lies on a lot of grey.</summary>
    private static int DominantColour(Image image)
    {
        using var small = image.ThumbnailImage(32, height: 32, size: Enums.Size.Force);
        var pixels = small.WriteToMemory<byte>();
        Span<(int Weight, int Red, int Green, int Blue)> bins = stackalloc (int, int, int, int)[512];
        for (var i = 0; i + 2 < pixels.Length; i += 3)
        {
            int red = pixels[i], green = pixels[i + 1], blue = pixels[i + 2];
            var vivid = 32 + Math.Max(red, Math.Max(green, blue)) - Math.Min(red, Math.Min(green, blue));
            ref var bin = ref bins[((red >> 5) << 6) | ((green >> 5) << 3) | (blue >> 5)];
            bin = (bin.Weight + vivid, bin.Red + (vivid * red), bin.Green + (vivid * green), bin.Blue + (vivid * blue));
        }
        var best = bins[0];
        foreach (var bin in bins)
            best = bin.Weight > best.Weight ? bin : best;
        return ((best.Red / best.Weight) << 16) | ((best.Green / best.Weight) << 8) | (best.Blue / best.Weight);
    }

    /// <summary>libvips looks at the token only where somebody listens to its progress.</summary>
    private sealed class Watch(CancellationToken token) : IProgress<int>
    {
        public CancellationToken Token => token;

        public void Report(int value)
        {
        }
    }
}

/// <summary>A photo in all its sizes, not stored yet. Width and height are those of the largest; the colour is 0xRRGGBB.</summary>
public sealed record DevelopedPhoto(int Width, int Height, int Colour, IReadOnlyList<MediaFile> Files);
