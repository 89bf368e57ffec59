using FarmMarket.Kernel;

namespace FarmMarket.Training;

public readonly record struct CourseId(long Value) : IId;
public readonly record struct CourseEditionId(long Value) : IId;
public readonly record struct CourseModuleId(long Value) : IId;
public readonly record struct LessonId(long Value) : IId;

/// <summary>A course under its address. What is taught is one of its editions: who has begun one keeps it, whatever is published after.</summary>
public sealed class Course : Aggregate
{
    public CourseId Id { get; init; }
    public required string Slug { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Number of the edition that the catalogue shows: the last.</summary>
    public int Current { get; private set; }

    /// <summary>Those published now; earlier ones are not loaded for it.</summary>
    public List<CourseEdition> Editions { get; } = [];

    public int Publish(Func<int, CourseEdition> edition)
    {
        Current++;
        Editions.Add(edition(Current));
        return Current;
    }
}

/// <summary>A course as it was published once. Never changed.</summary>
public sealed class CourseEdition : IEntity
{
    public CourseEditionId Id { get; init; }
    public CourseId CourseId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }
    public required LocalText Title { get; init; }

    /// <summary>What it is about, in two sentences.</summary>
    public required LocalText Summary { get; init; }

    /// <summary>For whom it is.</summary>
    public required LocalText Audience { get; init; }

    /// <summary>Of all lessons together, as its trainer reckons.</summary>
    public required int Hours { get; init; }

    /// <summary>Key of a photo; null for none.</summary>
    public required string? CoverKey { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }
    public List<CourseModule> Modules { get; } = [];
}

/// <summary>Lessons that belong together.</summary>
public sealed class CourseModule : IEntity
{
    public CourseModuleId Id { get; init; }
    public CourseEditionId CourseEditionId { get; init; }
    public required int Position { get; init; }
    public required LocalText Title { get; init; }
    public List<Lesson> Lessons { get; } = [];
}

/// <summary>An article of a course.</summary>
public sealed class Lesson : IEntity
{
    public LessonId Id { get; init; }
    public CourseModuleId CourseModuleId { get; init; }
    public required int Position { get; init; }

    /// <summary>In its course's address.</summary>
    public required string Slug { get; init; }
    public required LocalText Title { get; init; }

    /// <summary>CommonMark as its trainer wrote it; made safe where it is shown. A photo is <c>photo:KEY</c>.</summary>
    public required LocalText Text { get; init; }

    /// <summary>How long it takes.</summary>
    public required int Minutes { get; init; }

    /// <summary>Anyone may read it.</summary>
    public required bool IsPreview { get; init; }
}
