namespace FarmMarket.Search;

/// <summary>The best so many (rank, id) seen, in a heap with the worst on top. Equal ranks are ordered by id, the newer first.</summary>
internal sealed class TopHits(int capacity)
{
    private readonly (long Rank, long Id)[] heap = new (long, long)[capacity];
    private int count;

    public void Offer(long rank, long id)
    {
        if (count < capacity)
        {
            heap[count++] = (rank, id);
            Rise(count - 1);
        }
        else if (capacity > 0 && IsBetter((rank, id), heap[0]))
        {
            heap[0] = (rank, id);
            Sink(0);
        }
    }

    public static bool IsBetter((long Rank, long Id) a, (long Rank, long Id) b) => a.Rank > b.Rank || (a.Rank == b.Rank && a.Id > b.Id);

    public (long Rank, long Id)[] BestFirst()
    {
        var hits = heap.AsSpan(0, count).ToArray();
        Array.Sort(hits, static (a, b) => IsBetter(a, b) ? -1 : IsBetter(b, a) ? 1 : 0);
        return hits;
    }

    private void Rise(int i)
    {
        while (i > 0 && (i - 1) / 2 is var parent && IsBetter(heap[parent], heap[i]))
        {
            (heap[parent], heap[i]) = (heap[i], heap[parent]);
            i = parent;
        }
    }

    private void Sink(int i)
    {
        while (true)
        {
            var worst = i;
            for (var child = 2 * i + 1; child <= 2 * i + 2 && child < count; child++)
                if (IsBetter(heap[worst], heap[child])) worst = child;
            if (worst == i) return;
            (heap[worst], heap[i]) = (heap[i], heap[worst]);
            i = worst;
        }
    }
}
