using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace FarmMarket.Data;

/// <summary>
/// A query that is asked all the time: composed and translated once for each model instead of at every asking, which costs more than
/// the database does for a short one. Keep it in a static field.
/// </summary>
public sealed class Prepared<TArgument, TResult>(Func<MarketDb, Prepared<TArgument, TResult>.Asked, IQueryable<TResult>> compose)
{
    private readonly ConditionalWeakTable<IModel, Func<MarketDb, TArgument, IAsyncEnumerable<TResult>>> translated = [];

    /// <summary>Stands for the argument while the query is composed.</summary>
    public sealed class Asked
    {
        public TArgument Value => throw new InvalidOperationException("The argument of a prepared query has no value while it is composed; use it inside of expressions only.");
    }

    public async Task<List<TResult>> All(MarketDb db, TArgument argument, CancellationToken cancellation)
    {
        var found = new List<TResult>();
        await foreach (var row in Rows(db, argument).WithCancellation(cancellation))
            found.Add(row);
        return found;
    }

    /// <summary>The first row, or nothing. Compose it with <c>Take(1)</c>.</summary>
    public async Task<TResult?> First(MarketDb db, TArgument argument, CancellationToken cancellation)
    {
        await foreach (var row in Rows(db, argument).WithCancellation(cancellation))
            return row;
        return default;
    }

    private IAsyncEnumerable<TResult> Rows(MarketDb db, TArgument argument) =>
        translated.GetValue(db.Model, _ => EF.CompileAsyncQuery(Lambda(db)))(db, argument);

    private Expression<Func<MarketDb, TArgument, IQueryable<TResult>>> Lambda(MarketDb db)
    {
        var argument = Expression.Parameter(typeof(TArgument), "argument");
        return Expression.Lambda<Func<MarketDb, TArgument, IQueryable<TResult>>>(
            new PutIn(argument).Visit(compose(db, new()).Expression), Expression.Parameter(typeof(MarketDb), "db"), argument);
    }

    private sealed class PutIn(ParameterExpression argument) : ExpressionVisitor
    {
        protected override Expression VisitMember(MemberExpression node) =>
            node.Member.DeclaringType == typeof(Asked) ? argument : base.VisitMember(node);
    }
}
