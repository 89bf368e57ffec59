namespace FarmMarket.Web.Seeding;

/// <summary>The time of a history that is played: it stands where it was put.</summary>
internal sealed class DemoClock(DateTimeOffset start) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = start;

    public override DateTimeOffset GetUtcNow() => Now;
}
