using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Training;

/// <summary>A course with its modules and lessons: the current edition, or, for who takes it, theirs with what is done.</summary>
public static class ShowCourse
{
    public sealed record Query(string Slug) : IQuery<Result>, IForAnyone;

    public sealed record Result
    {
        public required string Slug { get; init; }
        public required LocalText Title { get; init; }
        public required LocalText Summary { get; init; }
        public required LocalText Audience { get; init; }
        public required int Hours { get; init; }
        public required string? CoverKey { get; init; }
        public required int Edition { get; init; }
        public required IReadOnlyList<Module> Modules { get; init; }

        /// <summary>Null: the reader does not take it.</summary>
        public Progress? Mine { get; init; }

        public IEnumerable<LessonRow> Lessons => Modules.SelectMany(module => module.Lessons);

        /// <summary>The first lesson that is not done; null when all are, or for who doesn't take it.</summary>
        public LessonRow? Next => Mine is null ? null : Lessons.FirstOrDefault(lesson => !lesson.Done);
    }

    public sealed record Progress(DateTimeOffset EnrolledAt, DateTimeOffset? CompletedAt, int Done, int Of);

    public sealed record Module(LocalText Title, IReadOnlyList<LessonRow> Lessons);

    public sealed record LessonRow(LessonId Id, string Slug, LocalText Title, int Minutes, bool IsPreview, bool Done);

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, Result>
    {
        public Task<Result> Handle(Query request, CancellationToken cancellationToken) => Read(db, request.Slug, actor.UserId, cancellationToken);
    }

    internal static async Task<Result> Read(MarketDb db, string slug, UserId? reader, CancellationToken cancellation)
    {
        var mine = reader is not { } me ? null : await db.Set<Enrolment>().AsNoTracking()
            .Where(enrolment => enrolment.UserId == me && db.Set<Course>().Any(course => course.Id == enrolment.CourseId && course.Slug == slug))
            .Select(enrolment => new { enrolment.Id, enrolment.CourseEditionId, enrolment.EnrolledAt, enrolment.CompletedAt, enrolment.LessonsDone })
            .FirstOrDefaultAsync(cancellation);
        var editions = db.Set<Course>().AsNoTracking().Where(course => course.Slug == slug);
        var shown = mine is null
            ? editions.SelectMany(course => course.Editions.Where(edition => edition.Number == course.Current))
            : editions.SelectMany(course => course.Editions.Where(edition => edition.Id == mine.CourseEditionId));
        var edition = await shown.Select(edition => new
        {
            edition.Id,
            edition.Title,
            edition.Summary,
            edition.Audience,
            edition.Hours,
            edition.CoverKey,
            edition.Number,
        }).FirstOrDefaultAsync(cancellation) ?? throw new NotFound();
        var taken = mine?.Id ?? default;
        var lessons = await db.Set<CourseModule>().AsNoTracking().Where(module => module.CourseEditionId == edition.Id)
            .SelectMany(module => module.Lessons, (module, lesson) => new
            {
                Module = module.Position,
                ModuleTitle = module.Title,
                lesson.Position,
                lesson.Id,
                lesson.Slug,
                lesson.Title,
                lesson.Minutes,
                lesson.IsPreview,
                Done = db.Set<LessonCompletion>().Any(done => done.EnrolmentId == taken && done.LessonId == lesson.Id),
            })
            .OrderBy(row => row.Module).ThenBy(row => row.Position).ToListAsync(cancellation);
        return new()
        {
            Slug = slug,
            Title = edition.Title,
            Summary = edition.Summary,
            Audience = edition.Audience,
            Hours = edition.Hours,
            CoverKey = edition.CoverKey,
            Edition = edition.Number,
            Modules = [.. lessons.GroupBy(row => row.Module).Select(module => new Module(
                module.First().ModuleTitle,
                [.. module.Select(row => new LessonRow(row.Id, row.Slug, row.Title, row.Minutes, row.IsPreview, row.Done))]))],
            Mine = mine is null ? null : new(mine.EnrolledAt, mine.CompletedAt, mine.LessonsDone, lessons.Count),
        };
    }
}

/// <summary>One lesson with its text: for who takes the course, and for anyone where it is a free look.</summary>
public static class ShowLesson
{
    public sealed record Query(string Course, string Lesson) : IQuery<Result>, IForAnyone;

    /// <param name="Text">Null: only for who takes the course.</param>
    public sealed record Result(ShowCourse.Result Course, ShowCourse.LessonRow Lesson, LocalText ModuleTitle, LocalText? Text, ShowCourse.LessonRow? Before, ShowCourse.LessonRow? After);

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var course = await ShowCourse.Read(db, request.Course, actor.UserId, cancellationToken);
            var lessons = course.Lessons.ToList();
            var at = lessons.FindIndex(lesson => lesson.Slug == request.Lesson);
            if (at < 0)
                throw new NotFound();
            var lesson = lessons[at];
            LocalText? text = course.Mine is null && !lesson.IsPreview ? null
                : await db.Set<Lesson>().AsNoTracking().Where(each => each.Id == lesson.Id).Select(each => each.Text).SingleAsync(cancellationToken);
            return new(course, lesson, course.Modules.First(module => module.Lessons.Contains(lesson)).Title, text, lessons.ElementAtOrDefault(at - 1), lessons.ElementAtOrDefault(at + 1));
        }
    }
}
