using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

public readonly record struct CommissionRateId(long Value) : IId;

/// <summary>What the platform keeps of goods of a category from a day on, in hundredths of a percent. Never changed: a new one follows it.</summary>
public sealed class CommissionRate : IEntity
{
    public CommissionRateId Id { get; init; }

    /// <summary>Code in produce.json, also for those below it; empty for all that have none of their own.</summary>
    public required string CategoryCode { get; init; }
    public required int BasisPoints { get; init; }

    /// <summary>First day, as in Shanghai.</summary>
    public required DateOnly From { get; init; }
}

/// <summary>The rates that are in force at a moment. Freight carries no commission.</summary>
public sealed class CommissionTable(IReadOnlyDictionary<string, int> byCategory)
{
    /// <summary>Until an operator sets another.</summary>
    public const int Default = 200;

    /// <summary>Of the nearest category above that has one.</summary>
    public int Of(string category)
    {
        foreach (var code in Produce.Path(category).Select(above => above.Code).Reverse().Append(""))
        {
            if (byCategory.TryGetValue(code, out var rate))
                return rate;
        }
        return Default;
    }
}

internal sealed class Commissions(MarketDb db)
{
    public async Task<CommissionTable> At(DateTimeOffset moment, CancellationToken cancellation)
    {
        var day = Shanghai.Date(moment);
        var rates = await db.Set<CommissionRate>().AsNoTracking().Where(rate => rate.From <= day).OrderBy(rate => rate.From).ThenBy(rate => rate.Id).ToListAsync(cancellation);
        var latest = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var rate in rates)
            latest[rate.CategoryCode] = rate.BasisPoints;
        return new(latest);
    }
}
