using System.Buffers.Binary;
using NetVips;

namespace FarmMarket.Tests.Media;

/// <summary>Pictures to upload, made on the spot: four coloured quarters show which way is up.</summary>
internal static class Pictures
{
    public static readonly (int R, int G, int B) TopLeft = (200, 30, 30), TopRight = (30, 160, 30), BottomLeft = (30, 30, 200), BottomRight = (220, 200, 40);

    public static byte[] Jpeg(int width, int height) => Quarters(width, height).JpegsaveBuffer(q: 90);

    public static byte[] Png(int width, int height) => Quarters(width, height).PngsaveBuffer();

    public static byte[] WebP(int width, int height) => Quarters(width, height).WebpsaveBuffer(q: 90);

    public static byte[] Avif(int width, int height) => Quarters(width, height).HeifsaveBuffer(q: 80, effort: 0, compression: Enums.ForeignHeifCompression.Av1);

    /// <summary>As a phone held in one of eight ways writes it: turned pixels and the EXIF number that turns them back.</summary>
    public static byte[] Held(int orientation, int width, int height)
    {
        var upright = Quarters(width, height);
        var turned = orientation switch
        {
            2 => upright.FlipHor(),
            3 => upright.Rot180(),
            4 => upright.FlipVer(),
            5 => upright.Rot90().FlipHor(),
            6 => upright.Rot270(),
            7 => upright.Rot90().FlipVer(),
            8 => upright.Rot90(),
            _ => upright,
        };
        return turned.Mutate(image => image.Set(GValue.GIntType, "orientation", orientation)).JpegsaveBuffer(q: 95);
    }

    public static byte[] WithGps(int width, int height) =>
        Quarters(width, height)
            .Mutate(image =>
            {
                image.Set(GValue.GStrType, "exif-ifd0-Make", "Orchard Phone");
                image.Set(GValue.GStrType, "exif-ifd3-GPSLatitudeRef", "N");
                image.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", "23/1 44/1 30/1");
            })
            .JpegsaveBuffer(q: 90);

    /// <summary>A PNG of a few hundred bytes whose header promises any size.</summary>
    public static byte[] PngThatClaims(int width, int height)
    {
        var png = Png(100, 100);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc(png.AsSpan(12, 17)));
        return png;
    }

    public static (int R, int G, int B) PixelAt(Image image, double across, double down)
    {
        var pixel = image.Getpoint((int)(image.Width * across), (int)(image.Height * down));
        return ((int)pixel[0], (int)pixel[1], (int)pixel[2]);
    }

    private static Image Quarters(int width, int height)
    {
        Image Quarter((int R, int G, int B) colour, int w, int h) => (Image.Black(w, h, bands: 3) + new double[] { colour.R, colour.G, colour.B }).Cast(Enums.BandFormat.Uchar);
        var (left, top) = (width / 2, height / 2);
        return Quarter(TopLeft, left, top).Join(Quarter(TopRight, width - left, top), Enums.Direction.Horizontal)
            .Join(Quarter(BottomLeft, left, height - top).Join(Quarter(BottomRight, width - left, height - top), Enums.Direction.Horizontal), Enums.Direction.Vertical)
            .Copy(interpretation: Enums.Interpretation.Srgb);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
            }
        }

        return ~crc;
    }
}
