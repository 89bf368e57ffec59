using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FarmMarket.Media;

/// <summary>
/// Takes an uploaded picture in and answers with its key. Not a command: receiving, developing and storing take seconds and happen
/// outside a transaction; only the row at the end has one. Uploading the same file again gives the same key and does nothing.
/// </summary>
public static class AddPhoto
{
    public sealed record Request(Stream Upload) : IRequest<PhotoKey>, IForSignedIn;

    internal sealed class Handler(MarketDb db, PhotoIntake intake, IMediaStore store, IMediator mediator, ILogger<Handler> logger) : IRequestHandler<Request, PhotoKey>
    {
        public async Task<PhotoKey> Handle(Request request, CancellationToken cancellationToken)
        {
            try
            {
                using var received = await intake.Receive(request.Upload, cancellationToken);
                var before = await db.Set<Photo>().Where(photo => photo.Hash == received.Hash)
                    .OrderByDescending(photo => photo.Id).Select(photo => photo.Key).FirstOrDefaultAsync(cancellationToken);
                // Restored from an older backup, the store may lack what the database knows; then the upload mends it.
                if (PhotoKey.TryParse(before, out var known) && await store.Has(before, cancellationToken))
                    return known;
                var key = await intake.Develop(received, cancellationToken);
                return await mediator.Send(new RecordPhoto.Command(key), cancellationToken);
            }
            catch (MediaStoreFull full)
            {
                logger.LogError(full, "The media store is full: photos can't be uploaded until there is room");
                throw new RuleBroken("照片暂时存不下了，我们正在处理，请稍后再试") { Code = "media-store-full" };
            }
        }
    }
}

/// <summary>Notes a photo that has just been stored.</summary>
internal static class RecordPhoto
{
    public sealed record Command(PhotoKey Key) : ICommand<PhotoKey>, IForSignedIn;

    internal sealed class Handler(MarketDb db, Actor actor, TimeProvider clock) : IRequestHandler<Command, PhotoKey>
    {
        public async Task<PhotoKey> Handle(Command request, CancellationToken cancellationToken)
        {
            var key = request.Key.ToString();
            if (!await db.Set<Photo>().AnyAsync(photo => photo.Key == key, cancellationToken))
                db.Add(new Photo { Key = key, Hash = request.Key.Hash, UploadedBy = actor.User, UploadedAt = clock.GetUtcNow() });
            return request.Key;
        }
    }
}
