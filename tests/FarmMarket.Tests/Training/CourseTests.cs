using FarmMarket.Kernel;
using FarmMarket.Testing;
using FarmMarket.Training;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Training;

/// <summary>Courses from the catalogue to the last lesson.</summary>
public sealed class CourseTests : IAsyncLifetime
{
    private readonly TestMarket market = TestMarket.Start();
    private UserId grower, desk;

    public async ValueTask InitializeAsync() => (grower, desk) = (await market.Person(), await market.Person());

    public ValueTask DisposeAsync() => market.DisposeAsync();

    private static LocalText Both(string text) => new(text, text + " in English");

    private static PublishCourse.LessonContent Lesson(string slug, bool preview = false) => new(slug, Both(slug), Both("## " + slug), 10, preview);

    private Task<int> Publish(string slug = "open-a-shop", params PublishCourse.LessonContent[] lessons) => market.Send(
        new PublishCourse.Command(slug, Both("开店"), Both("怎么开店。"), Both("果农"), 4, Cover: null, [new(Both("第一单元"), lessons.Take(2).ToList()), .. lessons.Skip(2).Select(lesson => new PublishCourse.Module(Both("后面"), [lesson]))]),
        desk, isOperator: true);

    private Task<ShowCourse.Result> Shown(UserId? reader = null) => market.Send(new ShowCourse.Query("open-a-shop"), reader);

    [Fact]
    public async Task Who_has_begun_keeps_their_edition_and_everyone_else_sees_the_new_one()
    {
        Assert.Equal(1, await Publish(lessons: [Lesson("why", preview: true), Lesson("how")]));
        await market.Send(new Enrol.Command("open-a-shop"), grower);
        await market.Send(new FinishLesson.Command("open-a-shop", "why"), grower);
        Assert.Equal(2, await Publish(lessons: [Lesson("why"), Lesson("how"), Lesson("and-then")]));

        var (mine, other) = (await Shown(grower), await Shown(desk));
        Assert.Equal((1, 2, 1), (mine.Edition, mine.Mine!.Of, mine.Mine.Done));
        Assert.Equal((2, 3, null), (other.Edition, other.Lessons.Count(), other.Mine));
        Assert.Equal("how", mine.Next!.Slug);
        var listed = Assert.Single((await market.Send(new BrowseCourses.Query())).Items);
        Assert.Equal(("open-a-shop", 3), (listed.Slug, listed.Lessons));
        await Assert.ThrowsAsync<NotFound>(() => market.Send(new FinishLesson.Command("open-a-shop", "and-then"), grower));
    }

    [Fact]
    public async Task The_text_is_for_who_takes_the_course_and_a_free_look_for_everyone()
    {
        await Publish(lessons: [Lesson("why", preview: true), Lesson("how"), Lesson("and-then")]);
        Assert.Equal("## why", (await market.Send(new ShowLesson.Query("open-a-shop", "why"))).Text!.Zh);
        Assert.Null((await market.Send(new ShowLesson.Query("open-a-shop", "how"))).Text);
        Assert.Null((await market.Send(new ShowLesson.Query("open-a-shop", "how"), grower)).Text);
        await Assert.ThrowsAsync<NotFound>(() => market.Send(new FinishLesson.Command("open-a-shop", "why"), grower));

        await market.Send(new Enrol.Command("open-a-shop"), grower);
        var how = await market.Send(new ShowLesson.Query("open-a-shop", "how"), grower);
        Assert.Equal(("## how", "why", "and-then"), (how.Text!.Zh, how.Before!.Slug, how.After!.Slug));
        await Assert.ThrowsAsync<NotFound>(() => market.Send(new ShowLesson.Query("open-a-shop", "nothing"), grower));
        await Assert.ThrowsAsync<NotFound>(() => market.Send(new Enrol.Command("nothing"), grower));
        await Assert.ThrowsAsync<SignInNeeded>(() => market.Send(new Enrol.Command("open-a-shop")));
    }

    [Fact]
    public async Task With_the_last_lesson_the_course_is_completed_in_whatever_order_they_are_read()
    {
        await Publish(lessons: [Lesson("a"), Lesson("b"), Lesson("c")]);
        await market.Send(new Enrol.Command("open-a-shop"), grower);
        Assert.Equal("c", await market.Send(new FinishLesson.Command("open-a-shop", "b"), grower));
        Assert.Equal("a", await market.Send(new FinishLesson.Command("open-a-shop", "c"), grower));
        Assert.Equal("a", await market.Send(new FinishLesson.Command("open-a-shop", "c"), grower));
        Assert.Null((await Shown(grower)).Mine!.CompletedAt);
        market.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await market.Send(new FinishLesson.Command("open-a-shop", "a"), grower));

        var completed = market.Clock.GetUtcNow();
        market.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await market.Send(new FinishLesson.Command("open-a-shop", "a"), grower));
        Assert.Equal((completed, 3), ((await Shown(grower)).Mine!.CompletedAt, (await Shown(grower)).Mine!.Done));
        Assert.Equal(("open-a-shop", 3, 3), (await market.Send(new MyCourses.Query(), grower)).Select(mine => (mine.Slug, mine.Done, mine.Lessons)).Single());
        Assert.Empty(await market.Send(new MyCourses.Query(), desk));
    }

    [Fact]
    public async Task Two_phones_at_once_enrol_once_and_tick_every_lesson_once()
    {
        var lessons = Enumerable.Range(0, 6).Select(n => Lesson($"lesson-{n}")).ToArray();
        await Publish(lessons: lessons);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Persist(() => market.Send(new Enrol.Command("open-a-shop"), grower))));
        await Task.WhenAll(lessons.Concat(lessons).Select(lesson => Persist(() => market.Send(new FinishLesson.Command("open-a-shop", lesson.Slug), grower))));

        Assert.Equal(1, await market.Look(db => db.Set<Enrolment>().CountAsync()));
        Assert.Equal(6, await market.Look(db => db.Set<LessonCompletion>().CountAsync()));
        Assert.NotNull((await Shown(grower)).Mine!.CompletedAt);
    }

    /// <summary>As a phone does: what met with another is sent again.</summary>
    private static Task Persist(Func<Task> act) => Task.Run(async () =>
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await act();
                return;
            }
            catch (RuleBroken rule) when (rule.Code == "changed-meanwhile" && tries < 20)
            {
            }
        }
    });

    [Fact]
    public async Task What_a_course_lacks_is_said_and_nothing_is_published()
    {
        var course = new PublishCourse.Command("open-a-shop", Both("开店"), Both("怎么开店。"), Both("果农"), 4, null, [new(Both("一"), [Lesson("a")])]);
        async Task Refused(PublishCourse.Command command, string field)
        {
            var broken = await Assert.ThrowsAnyAsync<Exception>(() => market.Send(command, desk, isOperator: true));
            Assert.Contains(field, broken is RulesBroken many ? many.Rules.Select(rule => rule.Field) : [((RuleBroken)broken).Field]);
        }
        await Refused(course with { Slug = "Open a shop" }, "Slug");
        await Refused(course with { Title = new(" ") }, "Title");
        await Refused(course with { Hours = 0 }, "Hours");
        await Refused(course with { Modules = [] }, "Modules");
        await Refused(course with { Modules = [new(Both("一"), [])] }, "Modules");
        await Refused(course with { Modules = [new(Both("一"), [Lesson("a"), Lesson("a")])] }, "Modules");
        await Refused(course with { Cover = "nothing" }, "Cover");
        await Assert.ThrowsAsync<NotFound>(() => market.Send(course, grower));
        Assert.Empty((await market.Send(new BrowseCourses.Query())).Items);
    }
}
