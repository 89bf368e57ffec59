using FarmMarket.Media;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace FarmMarket.Web.Endpoints;

/// <summary>Serves <c>/media/{key}/{width}.{ext}</c> from the store. What a name stands for never changes, so everyone may keep it for good.</summary>
internal static class MediaEndpoint
{
    private const string ForEver = "public, max-age=31536000, immutable";

    public static void MapMedia(this IEndpointRouteBuilder app) =>
        app.MapMethods("/media/{key}/{file}", [HttpMethods.Get, HttpMethods.Head], async (string key, string file, IMediaStore store, HttpContext context) =>
        {
            if (PhotoKey.TryParse(key, out var photo) && TypeOf(photo, file) is { } type)
            {
                var tag = new EntityTagHeaderValue($"\"{file}\"");
                if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
                    return Kept(context, TypedResults.StatusCode(StatusCodes.Status304NotModified), tag);
                if (await store.Open(key, file, context.RequestAborted) is { } content)
                {
                    context.Response.ContentLength = content.Length;
                    return Kept(context, TypedResults.Stream(content.Stream, type), tag);
                }
            }
            // An image needs no page that says it is missing.
            if (context.Features.Get<IStatusCodePagesFeature>() is { } pages)
                pages.Enabled = false;
            return TypedResults.NotFound();
        });

    private static IResult Kept(HttpContext context, IResult result, EntityTagHeaderValue tag)
    {
        context.Response.Headers.CacheControl = ForEver;
        context.Response.Headers.ETag = tag.ToString();
        return result;
    }

    private static string? TypeOf(PhotoKey photo, string file) =>
        PhotoSizes.Formats.FirstOrDefault(format => PhotoSizes.WidthsOf(photo.Width).Any(width => PhotoSizes.FileName(width, format.Extension) == file))?.ContentType;
}
