using System.Text.RegularExpressions;
using FarmMarket.Kernel;
using FarmMarket.Training;

namespace FarmMarket.Web.Seeding;

/// <summary>The courses of <c>seeds/demo/courses</c>, a folder each: what there is in <c>course.json</c>, the text of a lesson in a Markdown file for each language, drawings beside.</summary>
internal static partial class DemoCourses
{
    private const string Folder = "demo/courses";

    internal sealed record CourseFile(string Slug, LocalText Title, LocalText Summary, LocalText Audience, int Hours, string? Cover, IReadOnlyList<ModuleFile> Modules);

    internal sealed record ModuleFile(LocalText Title, IReadOnlyList<LessonFile> Lessons);

    /// <param name="Kind">What the market can't teach yet is left out.</param>
    internal sealed record LessonFile(string Slug, string Kind, LocalText Title, int Minutes, bool Preview = false)
    {
        public bool IsArticle => Kind == "article";
    }

    public static IReadOnlyList<CourseFile> All => [.. Directory.EnumerateFiles(SeedFiles.PathOf(Folder), "course.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(file => SeedFiles.ReadSome<CourseFile>(file))];

    /// <param name="course"></param>
    /// <param name="develop">Turns a drawing's file into the key of a photo.</param>
    public static async Task<PublishCourse.Command> Prepare(CourseFile course, Func<string, Task<string>> develop)
    {
        string At(string relative) => SeedFiles.PathOf(Path.Combine(Folder, course.Slug, relative));
        async Task<string> Written(LessonFile lesson, string language)
        {
            var text = await File.ReadAllTextAsync(At($"lessons/{lesson.Slug}.{language}.md"));
            foreach (var drawing in Drawing().Matches(text).Select(match => match.Groups["file"].Value).Distinct().ToList())
                text = text.Replace($"({drawing})", $"(photo:{await develop(At(drawing))})", StringComparison.Ordinal);
            return text;
        }

        var modules = new List<PublishCourse.Module>();
        foreach (var module in course.Modules)
        {
            var lessons = new List<PublishCourse.LessonContent>();
            foreach (var lesson in module.Lessons.Where(lesson => lesson.IsArticle))
                lessons.Add(new(lesson.Slug, lesson.Title, new(await Written(lesson, "zh"), await Written(lesson, "en")), lesson.Minutes, lesson.Preview));
            if (lessons.Count > 0)
                modules.Add(new(module.Title, lessons));
        }
        return new(course.Slug, course.Title, course.Summary, course.Audience, course.Hours, course.Cover is { } cover ? await develop(At(cover)) : null, modules);
    }

    [GeneratedRegex(@"\]\((?<file>pictures/[a-z0-9-]+\.svg)\)")]
    private static partial Regex Drawing();
}
