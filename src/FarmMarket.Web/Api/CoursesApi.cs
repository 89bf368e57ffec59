using FarmMarket.Training;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FarmMarket.Web.Api;

/// <summary>Courses to take, lesson by lesson.</summary>
internal static class CoursesApi
{
    /// <param name="Next">Hand it back as <c>after</c> for the following page; null on the last.</param>
    internal sealed record CoursePage(IReadOnlyList<CourseRow> Items, string? Next);

    internal sealed record CourseRow(string Slug, BothTexts Title, BothTexts Summary, int Hours, int Lessons, string? Cover);

    /// <param name="Edition">Number of the edition: the current one, or the one the reader takes.</param>
    /// <param name="Enrolment">Null: the reader does not take it.</param>
    internal sealed record ShownCourse(
        string Slug, BothTexts Title, BothTexts Summary, BothTexts Audience, int Hours, string? Cover, int Edition, IReadOnlyList<ModuleView> Modules, EnrolmentView? Enrolment);

    internal sealed record ModuleView(BothTexts Title, IReadOnlyList<LessonRow> Lessons);

    /// <param name="Preview">Anyone may read it.</param>
    internal sealed record LessonRow(string Slug, BothTexts Title, int Minutes, bool Preview, bool Done);

    /// <param name="Next">Slug of the first lesson that is not done; null when all are.</param>
    internal sealed record EnrolmentView(DateTimeOffset EnrolledAt, DateTimeOffset? CompletedAt, int Done, int Of, string? Next);

    /// <param name="Text">CommonMark; a photo is photo:KEY. Null: only for who takes the course.</param>
    internal sealed record ShownLesson(string Slug, BothTexts Title, BothTexts Module, BothTexts? Text, int Minutes, bool Done);

    public static void MapCourses(this IEndpointRouteBuilder api)
    {
        var courses = api.MapGroup("/courses").Chapter("学习");
        courses.MapGet("", List).Says("listCourses", "所有的课程，一页一页。").Refuses(400, 422);
        courses.MapGet("/{slug}", Show).Says("getCourse", "一门课程的单元和课；登录的人能看到自己学到哪里。").Refuses(404);
        courses.MapGet("/{slug}/lessons/{lesson}", ShowText).Says("getLesson", "一课的正文。没有报名的只能看试看的课。").Refuses(404);

        var mine = api.MapGroup("/courses/{slug}").Chapter("学习").ForSignedIn();
        mine.MapPost("/enrolment", Take).Says("enrolInCourse", "报名一门课程。可以重复请求。").Refuses(401, 404, 409);
        mine.MapPost("/lessons/{lesson}/completion", Finish).Says("completeLesson", "学完一课。可以重复请求。").Refuses(401, 404, 409);
    }

    /// <param name="mediator"></param>
    /// <param name="cancellation"></param>
    /// <param name="after">"next" of the page before.</param>
    /// <param name="size">1 to 100, 24 by default.</param>
    private static async Task<Ok<CoursePage>> List(IMediator mediator, CancellationToken cancellation, string? after = null, int size = 24)
    {
        var courses = await mediator.Send(new BrowseCourses.Query(after, ApiRoutes.Size(size, BrowseCourses.LargestPage)), cancellation);
        return TypedResults.Ok(new CoursePage(
            [.. courses.Items.Select(row => new CourseRow(row.Slug, BothTexts.Of(row.Title), BothTexts.Of(row.Summary), row.Hours, row.Lessons, ListingsApi.PhotoOf(row.CoverKey)))], courses.Next));
    }

    private static async Task<Ok<ShownCourse>> Show(string slug, IMediator mediator, CancellationToken cancellation)
    {
        var course = await mediator.Send(new ShowCourse.Query(slug), cancellation);
        return TypedResults.Ok(new ShownCourse(
            course.Slug, BothTexts.Of(course.Title), BothTexts.Of(course.Summary), BothTexts.Of(course.Audience), course.Hours, ListingsApi.PhotoOf(course.CoverKey), course.Edition,
            [.. course.Modules.Select(module => new ModuleView(
                BothTexts.Of(module.Title),
                [.. module.Lessons.Select(lesson => new LessonRow(lesson.Slug, BothTexts.Of(lesson.Title), lesson.Minutes, lesson.IsPreview, lesson.Done))]))],
            course.Mine is { } mine ? new(mine.EnrolledAt, mine.CompletedAt, mine.Done, mine.Of, course.Next?.Slug) : null));
    }

    private static async Task<Ok<ShownLesson>> ShowText(string slug, string lesson, IMediator mediator, CancellationToken cancellation)
    {
        var found = await mediator.Send(new ShowLesson.Query(slug, lesson), cancellation);
        return TypedResults.Ok(new ShownLesson(
            found.Lesson.Slug, BothTexts.Of(found.Lesson.Title), BothTexts.Of(found.ModuleTitle), found.Text is { } text ? BothTexts.Of(text) : null, found.Lesson.Minutes, found.Lesson.Done));
    }

    private static async Task<Ok<ShownCourse>> Take(string slug, IMediator mediator, CancellationToken cancellation)
    {
        await mediator.Send(new Enrol.Command(slug), cancellation);
        return await Show(slug, mediator, cancellation);
    }

    private static async Task<Ok<ShownCourse>> Finish(string slug, string lesson, IMediator mediator, CancellationToken cancellation)
    {
        await mediator.Send(new FinishLesson.Command(slug, lesson), cancellation);
        return await Show(slug, mediator, cancellation);
    }
}
