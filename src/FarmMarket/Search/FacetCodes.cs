using System.Collections.Immutable;

namespace FarmMarket.Search;

/// <summary>
/// Small numbers for facet values, the same in every segment and for the life of the process, so that counting is adding to an array.
/// A value is a code or a path of codes from the root of a tree (fruit/mango), whose ancestors are numbered before it.
/// </summary>
internal sealed class FacetCodes
{
    private readonly Lock adding = new();
    private Snapshot now = new([], [], ImmutableDictionary.Create<string, int>(StringComparer.Ordinal));

    /// <param name="Codes">The last code of each path.</param>
    /// <param name="Parents">The number of each parent, or -1.</param>
    public sealed record Snapshot(ImmutableArray<string> Codes, ImmutableArray<int> Parents, ImmutableDictionary<string, int> NumbersByPath)
    {
        /// <summary>Which numbers carry one of the codes; one longer than the codes, for a facet that has no value yet.</summary>
        public bool[] Having(IReadOnlyList<string> codes)
        {
            var having = new bool[Codes.Length + 1];
            for (var i = 0; i < Codes.Length; i++) having[i] = codes.Contains(Codes[i]);
            return having;
        }
    }

    public Snapshot Now => Volatile.Read(ref now);

    public int NumberOf(string path)
    {
        if (Now.NumbersByPath.TryGetValue(path, out var known)) return known;
        var slash = path.LastIndexOf('/');
        var parent = slash < 0 ? -1 : NumberOf(path[..slash]);
        lock (adding)
        {
            if (now.NumbersByPath.TryGetValue(path, out known)) return known;
            var number = now.Codes.Length;
            Volatile.Write(ref now, new(now.Codes.Add(path[(slash + 1)..]), now.Parents.Add(parent), now.NumbersByPath.Add(path, number)));
            return number;
        }
    }
}
