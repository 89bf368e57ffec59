using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Training;

/// <summary>The public catalogue: the current edition of every course, the oldest course first.</summary>
public static class BrowseCourses
{
    public const int LargestPage = 100;

    /// <param name="After">Cursor of the page before.</param>
    public sealed record Query(string? After = null, int Size = 24) : IQuery<Slice<Row>>, IForAnyone;

    public sealed record Row
    {
        public required CourseId Id { get; init; }
        public required string Slug { get; init; }
        public required LocalText Title { get; init; }
        public required LocalText Summary { get; init; }
        public required int Hours { get; init; }
        public required int Lessons { get; init; }
        public required string? CoverKey { get; init; }
    }

    internal sealed class Handler(MarketDb db) : IRequestHandler<Query, Slice<Row>>
    {
        public async Task<Slice<Row>> Handle(Query request, CancellationToken cancellationToken)
        {
            var courses = db.Set<Course>().AsNoTracking();
            if (Cursor.Read(request.After) is { } after)
            {
                var last = new CourseId(after);
                courses = courses.Where(course => course.Id > last);
            }
            var size = Math.Clamp(request.Size, 1, LargestPage);
            var rows = await courses.OrderBy(course => course.Id).Take(size + 1)
                .SelectMany(course => course.Editions.Where(edition => edition.Number == course.Current), (course, edition) => new Row
                {
                    Id = course.Id,
                    Slug = course.Slug,
                    Title = edition.Title,
                    Summary = edition.Summary,
                    Hours = edition.Hours,
                    Lessons = edition.Modules.Sum(module => module.Lessons.Count),
                    CoverKey = edition.CoverKey,
                })
                .OrderBy(row => row.Id).ToListAsync(cancellationToken);
            return Slice<Row>.Of(rows, size, row => row.Id.Value);
        }
    }
}
