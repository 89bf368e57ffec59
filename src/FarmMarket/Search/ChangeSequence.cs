namespace FarmMarket.Search;

/// <summary>
/// How far a follower has come in a sequence of numbers that the database gave out and whose rows become visible at commit, so that
/// a lower number may appear after a higher one. A number passed over is looked for until <see cref="Patience"/> is over: then its
/// transaction was rolled back.
/// </summary>
internal sealed class ChangeSequence(long from)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A server that was restarted may leave out a thousand numbers; what can still be in flight are the last ones before the next.</summary>
    public const int MostMissingAtOnce = 500;

    private readonly SortedDictionary<long, DateTimeOffset> missing = [];

    /// <summary>The highest number seen.</summary>
    public long Highest { get; private set; } = from;

    /// <summary>Everything up to here was seen or given up: where to go on after a restart.</summary>
    public long Complete => missing.Count == 0 ? Highest : missing.Keys.First() - 1;

    public IReadOnlyCollection<long> Missing => missing.Keys;

    public void Saw(IEnumerable<long> numbers, DateTimeOffset now)
    {
        foreach (var number in numbers.Order())
        {
            for (var passed = Math.Max(Highest + 1, number - MostMissingAtOnce); passed < number; passed++)
                missing[passed] = now;
            missing.Remove(number);
            Highest = Math.Max(Highest, number);
        }
    }

    public void GiveUp(DateTimeOffset now)
    {
        foreach (var number in missing.Where(passed => now - passed.Value > Patience).Select(passed => passed.Key).ToList())
            missing.Remove(number);
    }
}
