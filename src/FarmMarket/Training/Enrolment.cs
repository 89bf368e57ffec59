using FarmMarket.Kernel;

namespace FarmMarket.Training;

public readonly record struct EnrolmentId(long Value) : IId;
public readonly record struct LessonCompletionId(long Value) : IId;

/// <summary>Somebody takes a course, in the edition that was current when they began.</summary>
public sealed class Enrolment : Aggregate
{
    public EnrolmentId Id { get; init; }
    public required UserId UserId { get; init; }
    public required CourseId CourseId { get; init; }
    public required CourseEditionId CourseEditionId { get; init; }
    public required DateTimeOffset EnrolledAt { get; init; }

    /// <summary>How many. Written with every one of them, so that two at once are noticed.</summary>
    public int LessonsDone { get; private set; }

    /// <summary>When the last lesson was done.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }
    public List<LessonCompletion> Done { get; } = [];

    /// <param name="lesson">Of its edition.</param>
    /// <param name="all">How many lessons the edition has.</param>
    /// <param name="now"></param>
    public void Finish(LessonId lesson, int all, DateTimeOffset now)
    {
        if (Done.Exists(done => done.LessonId == lesson))
            return;
        Done.Add(new() { LessonId = lesson, At = now });
        LessonsDone = Done.Count;
        if (LessonsDone == all)
            CompletedAt = now;
    }
}

/// <summary>A lesson was read to its end. Once said, it stays.</summary>
public sealed class LessonCompletion : IEntity
{
    public LessonCompletionId Id { get; init; }
    public EnrolmentId EnrolmentId { get; init; }
    public required LessonId LessonId { get; init; }
    public required DateTimeOffset At { get; init; }
}
