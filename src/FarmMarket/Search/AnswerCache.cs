using System.Collections.Concurrent;

namespace FarmMarket.Search;

/// <summary>
/// Answers by question, each worked out once however many ask at the same time. Holds between one and two times <paramref name="capacity"/> of them:
/// when the young half is full it becomes the old one, and what is asked again is young again.
/// </summary>
internal sealed class AnswerCache<T>(int capacity = 1_000)
{
    private sealed record Halves(ConcurrentDictionary<string, Lazy<T>> Young, ConcurrentDictionary<string, Lazy<T>> Old);

    private Halves halves = new(new(StringComparer.Ordinal), new(StringComparer.Ordinal));

    public T GetOrAdd(string question, Func<T> work)
    {
        var now = Volatile.Read(ref halves);
        if (now.Young.TryGetValue(question, out var answer)) return answer.Value;
        if (!now.Old.TryGetValue(question, out answer)) answer = new(work);
        answer = now.Young.GetOrAdd(question, answer);
        if (now.Young.Count > capacity)
            Interlocked.CompareExchange(ref halves, new(new(StringComparer.Ordinal), now.Young), now);
        return answer.Value;
    }
}
