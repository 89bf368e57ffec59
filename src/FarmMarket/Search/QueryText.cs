namespace FarmMarket.Search;

/// <summary>What a buyer typed, as the things a listing must have all of: Chinese runs, latin words, weights.</summary>
internal sealed class QueryText
{
    public const int MaxLength = MarketQuery.LongestText, MaxClauses = 10;

    /// <summary>The clauses in a canonical form: two queries with the same key find the same.</summary>
    public string Key { get; }

    public IReadOnlyList<QueryClause> Clauses { get; }
    public bool IsEmpty => Clauses.Count == 0;

    private QueryText(List<QueryClause> clauses)
    {
        Clauses = clauses;
        Key = string.Join(' ', clauses.Select(clause => clause.Key));
    }

    public static QueryText Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return Empty;
        var units = MarketText.Read(text.Trim(), MaxLength);
        var clauses = new List<QueryClause>();
        var i = 0;
        while (i < units.Count)
        {
            if (units[i].Kind == UnitKind.Gap)
            {
                i++;
            }
            else if (MarketText.Weight(units, i) is { Units: > 0 } weight)
            {
                Add(new WeightClause(weight.Grams));
                i += weight.Units;
                if (i < units.Count && units[i].Text == "装") i++;
            }
            else if (units[i].Kind == UnitKind.Word)
            {
                Add(new WordClause(units[i++].Text));
            }
            else
            {
                // A number or a lone letter belongs to what follows it (1号, A级), never to what it follows (台农|1号).
                var run = new List<string>();
                if (MarketText.Ordinal(units, i) is var (digits, length))
                {
                    run.Add(digits);
                    i += length;
                }
                else
                {
                    run.Add(units[i++].Text);
                }
                while (i < units.Count && units[i].Kind == UnitKind.Han
                    && MarketText.Weight(units, i).Units == 0 && MarketText.Ordinal(units, i) is null)
                    run.Add(units[i++].Text);
                Add(new HanClause([.. run]));
            }
        }
        return clauses.Count == 0 ? Empty : new(clauses);

        void Add(QueryClause clause)
        {
            if (clauses.Count < MaxClauses && clauses.TrueForAll(other => other.Key != clause.Key)) clauses.Add(clause);
        }
    }

    private static readonly QueryText Empty = new([]);
}

internal abstract record QueryClause(string Key);

internal sealed record WeightClause(long Grams) : QueryClause(MarketText.WeightTerm(Grams));

internal sealed record WordClause(string Word) : QueryClause(Word);

internal sealed record HanClause(string[] Run) : QueryClause(string.Concat(Run))
{
    /// <summary>Overlapping pairs (桂七 七芒 芒果), or the only character.</summary>
    public IEnumerable<string> Terms => Run.Length == 1 ? Run : Run.Zip(Run.Skip(1), string.Concat);
}
