using FarmMarket.Media;
using FarmMarket.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Api;

internal static class PhotosApi
{
    /// <param name="Key">To be named in a listing.</param>
    /// <param name="Url">A JPEG of it, relative to the market's address.</param>
    internal sealed record KeptPhoto(string Key, string Url);

    public static void MapPhotos(this IEndpointRouteBuilder api) =>
        api.MapPost("/photos", Add).Chapter("开店与发货").ForSignedIn().RequireRateLimiting(RateLimits.Uploads)
            .WithMetadata(new RequestSizeLimitAttribute(PhotoIntake.LargestUpload)).Accepts<Stream>("image/jpeg", "image/png", "image/webp", "image/heic")
            .Says("addPhoto", "把图片作为请求体上传，会摆正方向、去掉拍摄地点；同一张图得到同一个 key。")
            .Refuses(401, 413, 415, 422, 429);

    private static async Task<Created<KeptPhoto>> Add(HttpRequest request, IMediator mediator, CancellationToken cancellation)
    {
        var key = await mediator.Send(new AddPhoto.Request(request.Body), cancellation);
        var url = PhotoSizes.Url(key, PhotoSizes.WidthUpTo(640, key.Width), "jpg");
        return TypedResults.Created(url, new KeptPhoto(key.ToString(), url));
    }
}
