using System.Linq.Expressions;
using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace FarmMarket.Data;

internal sealed class IdConverter<TId>() : ValueConverter<TId, long>(ToLong(), FromLong())
    where TId : struct, IId
{
    // Built by hand: written as lambdas, both ways would go through the interface and box every key.
    private static Expression<Func<TId, long>> ToLong()
    {
        var id = Expression.Parameter(typeof(TId));
        return Expression.Lambda<Func<TId, long>>(Expression.Property(id, nameof(IId.Value)), id);
    }

    private static Expression<Func<long, TId>> FromLong()
    {
        var value = Expression.Parameter(typeof(long));
        return Expression.Lambda<Func<long, TId>>(Expression.New(typeof(TId).GetConstructor([typeof(long)])!, value), value);
    }
}

internal sealed class MoneyConverter() : ValueConverter<Money, long>(money => money.Fen, fen => new Money(fen));

internal sealed class WeightConverter() : ValueConverter<Weight, long>(weight => weight.Grams, grams => new Weight(grams));

/// <summary>SQLite can't order DateTimeOffset: UTC ticks can be.</summary>
internal sealed class UtcTicksConverter()
    : ValueConverter<DateTimeOffset, long>(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

/// <summary>PostgreSQL takes only UTC in timestamptz.</summary>
internal sealed class UtcConverter()
    : ValueConverter<DateTimeOffset, DateTimeOffset>(time => time.ToUniversalTime(), time => time);
