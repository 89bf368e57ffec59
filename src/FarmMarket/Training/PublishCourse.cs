using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Media;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Training;

/// <summary>Publishes a course, or a new edition of it: the catalogue shows it from here on, and who has begun an older one keeps that.</summary>
public static class PublishCourse
{
    public const int LongestSlug = 80;
    public const int LongestTitle = 80;
    public const int LongestSummary = 400;
    public const int LongestText = 20_000;
    public const int MostModules = 40;
    public const int MostLessons = 60;

    /// <summary>Answers the number of the edition.</summary>
    /// <param name="Cover">Key of a photo; null for none.</param>
    public sealed record Command(string Slug, LocalText Title, LocalText Summary, LocalText Audience, int Hours, string? Cover, IReadOnlyList<Module> Modules) : ICommand<int>, IForOperator;

    public sealed record Module(LocalText Title, IReadOnlyList<LessonContent> Lessons);

    /// <param name="Text">CommonMark; a photo is <c>photo:KEY</c>.</param>
    public sealed record LessonContent(string Slug, LocalText Title, LocalText Text, int Minutes, bool IsPreview);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(course => course.Slug).Matches("^[a-z0-9]+(-[a-z0-9]+)*$").MaximumLength(LongestSlug).WithMessage("地址只用小写字母、数字和连字符");
            RuleFor(course => course.Title).Must(title => Fits(title, LongestTitle)).WithMessage("请填写标题，最多 {0} 字").WithState(_ => new object[] { LongestTitle });
            RuleFor(course => course.Summary).Must(summary => Fits(summary, LongestSummary)).WithMessage("请填写简介，最多 {0} 字").WithState(_ => new object[] { LongestSummary });
            RuleFor(course => course.Audience).Must(audience => audience.Zh.Length <= LongestSummary && (audience.En is null || audience.En.Length <= LongestSummary * 3))
                .WithMessage("请写在 {0} 字以内").WithState(_ => new object[] { LongestSummary });
            RuleFor(course => course.Hours).InclusiveBetween(1, 500).WithMessage("课时在 1 到 500 小时之间");
            RuleFor(course => course.Modules)
                .Must(modules => modules.Count is > 0 and <= MostModules && modules.All(module => module.Lessons.Count is > 0 and <= MostLessons && Fits(module.Title, LongestTitle)))
                .WithMessage("课程至少要有一个单元，每个单元至少一课")
                .Must(modules => modules.SelectMany(module => module.Lessons).GroupBy(lesson => lesson.Slug).All(same => same.Count() == 1)).WithMessage("两课不能用同一个地址");
            RuleForEach(course => course.Modules.SelectMany(module => module.Lessons))
                .Must(lesson => Fits(lesson.Title, LongestTitle) && Fits(lesson.Text, LongestText) && lesson.Minutes is > 0 and <= 600).WithMessage("每一课要有标题、正文和时长").OverridePropertyName(nameof(Command.Modules));
        }

        private static bool Fits(LocalText text, int longest) => !string.IsNullOrWhiteSpace(text.Zh) && text.Zh.Length <= longest && (text.En is null || text.En.Length <= longest * 3);
    }

    internal sealed class Handler(MarketDb db, IMediator mediator, AuditTrail audit, TimeProvider clock) : IRequestHandler<Command, int>
    {
        public async Task<int> Handle(Command request, CancellationToken cancellationToken)
        {
            if (request.Cover is { } cover && !(await mediator.Send(new KnownPhotos.Query([cover]), cancellationToken)).Contains(cover))
                throw new RuleBroken("找不到这张照片，请重新上传") { Field = nameof(Command.Cover), Code = "photo-unknown" };
            var now = clock.GetUtcNow();
            var course = await db.Set<Course>().FirstOrDefaultAsync(course => course.Slug == request.Slug, cancellationToken);
            if (course is null)
                db.Add(course = new() { Slug = request.Slug, CreatedAt = now });
            var published = course.Publish(number => Edition(request, number, now));
            audit.Record("course.published", "course:" + request.Slug, new { edition = published });
            return published;
        }

        private static CourseEdition Edition(Command request, int number, DateTimeOffset now)
        {
            var edition = new CourseEdition
            {
                Number = number,
                Title = request.Title,
                Summary = request.Summary,
                Audience = request.Audience,
                Hours = request.Hours,
                CoverKey = request.Cover,
                PublishedAt = now,
            };
            edition.Modules.AddRange(request.Modules.Select((content, position) =>
            {
                var module = new CourseModule { Position = position, Title = content.Title };
                module.Lessons.AddRange(content.Lessons.Select((lesson, n) => new Lesson
                {
                    Position = n,
                    Slug = lesson.Slug,
                    Title = lesson.Title,
                    Text = lesson.Text,
                    Minutes = lesson.Minutes,
                    IsPreview = lesson.IsPreview,
                }));
                return module;
            }));
            return edition;
        }
    }
}
