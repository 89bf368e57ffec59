using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Training;

/// <summary>Begins a course, in its current edition. Said again, it changes nothing.</summary>
public static class Enrol
{
    public sealed record Command(string Course) : ICommand<Unit>, IForSignedIn;

    internal sealed class Handler(MarketDb db, Actor actor, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var me = actor.User;
            var current = await db.Set<Course>().AsNoTracking().Where(course => course.Slug == request.Course)
                .SelectMany(course => course.Editions.Where(edition => edition.Number == course.Current), (course, edition) => new { Course = course.Id, Edition = edition.Id })
                .FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            if (!await db.Set<Enrolment>().AnyAsync(enrolment => enrolment.UserId == me && enrolment.CourseId == current.Course, cancellationToken))
                db.Add(new Enrolment { UserId = me, CourseId = current.Course, CourseEditionId = current.Edition, EnrolledAt = clock.GetUtcNow() });
            return Unit.Value;
        }
    }
}

/// <summary>A lesson was read to its end. With the last of them the course is completed. Said again, it changes nothing.</summary>
public static class FinishLesson
{
    /// <summary>Answers the slug of the next lesson that is not done; null when all are.</summary>
    public sealed record Command(string Course, string Lesson) : ICommand<string?>, IForSignedIn;

    internal sealed class Handler(MarketDb db, Actor actor, TimeProvider clock) : IRequestHandler<Command, string?>
    {
        public async Task<string?> Handle(Command request, CancellationToken cancellationToken)
        {
            var me = actor.User;
            var enrolment = await db.Set<Enrolment>().Include(enrolment => enrolment.Done)
                .FirstOrDefaultAsync(enrolment => enrolment.UserId == me && db.Set<Course>().Any(course => course.Id == enrolment.CourseId && course.Slug == request.Course), cancellationToken)
                ?? throw new NotFound();
            var edition = enrolment.CourseEditionId;
            var lessons = await db.Set<CourseModule>().AsNoTracking().Where(module => module.CourseEditionId == edition)
                .SelectMany(module => module.Lessons, (module, lesson) => new { Module = module.Position, lesson.Position, lesson.Id, lesson.Slug })
                .OrderBy(row => row.Module).ThenBy(row => row.Position).ToListAsync(cancellationToken);
            var lesson = lessons.Find(lesson => lesson.Slug == request.Lesson) ?? throw new NotFound();
            enrolment.Finish(lesson.Id, lessons.Count, clock.GetUtcNow());
            var done = enrolment.Done.Select(each => each.LessonId).ToHashSet();
            var at = lessons.IndexOf(lesson);
            // Onward first, then what was left out before.
            return lessons.Skip(at).Concat(lessons).FirstOrDefault(each => !done.Contains(each.Id))?.Slug;
        }
    }
}

/// <summary>The courses one takes, the last begun first.</summary>
public static class MyCourses
{
    private const int Most = 50;

    public sealed record Query : IQuery<IReadOnlyList<Row>>, IForSignedIn;

    public sealed record Row(string Slug, LocalText Title, int Done, int Lessons, DateTimeOffset? CompletedAt);

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, IReadOnlyList<Row>>
    {
        public async Task<IReadOnlyList<Row>> Handle(Query request, CancellationToken cancellationToken)
        {
            var me = actor.User;
            var rows = await db.Set<Enrolment>().AsNoTracking().Where(enrolment => enrolment.UserId == me).OrderByDescending(enrolment => enrolment.Id).Take(Most)
                .Join(db.Set<CourseEdition>(), enrolment => enrolment.CourseEditionId, edition => edition.Id, (enrolment, edition) => new { enrolment, edition })
                .Join(db.Set<Course>(), row => row.enrolment.CourseId, course => course.Id, (row, course) => new
                {
                    row.enrolment.Id,
                    course.Slug,
                    row.edition.Title,
                    Done = row.enrolment.LessonsDone,
                    Lessons = row.edition.Modules.Sum(module => module.Lessons.Count),
                    row.enrolment.CompletedAt,
                })
                .OrderByDescending(row => row.Id).ToListAsync(cancellationToken);
            return rows.ConvertAll(row => new Row(row.Slug, row.Title, row.Done, row.Lessons, row.CompletedAt));
        }
    }
}
