using FarmMarket.Media;
using MediatR;
using NetVips;

namespace FarmMarket.Web.Seeding;

/// <summary>Turns the demo region's drawings into photos and hands them in at the door that every upload goes through.</summary>
internal static class DemoPictures
{
    /// <summary>The cover that all shops have until their own is developed.</summary>
    public const string StandIn = "cover-tianyang";

    private const int WidthOfCovers = 1440;
    private const int WidthOfPhotos = 960;

    /// <summary>Where the drawing of that name lies.</summary>
    public static string FileOf(string name) => SeedFiles.PathOf($"demo/pictures/{name}.svg");

    /// <summary>A JPEG as a phone would send it.</summary>
    /// <param name="file">A drawing, SVG.</param>
    public static byte[] Photograph(string file)
    {
        // Opening reads the size only; drawing happens when pixels are asked for.
        using var header = Image.Svgload(file);
        var width = header.Width > header.Height ? WidthOfCovers : WidthOfPhotos;
        using var drawing = Image.Svgload(file, scale: width / (double)header.Width);
        using var opaque = drawing.Flatten(background: [255, 255, 255]);
        return opaque.JpegsaveBuffer(q: 93);
    }

    /// <summary>Its key; drawn and developed once, however often it is asked for.</summary>
    public static async Task<string> HandIn(string name, IMediator mediator, CancellationToken cancellation)
    {
        using var upload = new MemoryStream(await Task.Run(() => Photograph(FileOf(name)), cancellation));
        return (await mediator.Send(new AddPhoto.Request(upload), cancellation)).ToString();
    }
}
