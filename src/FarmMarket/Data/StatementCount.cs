using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace FarmMarket.Data;

/// <summary>Counts the SQL statements of the current request, for query budgets and the benchmark.</summary>
public sealed class StatementCount : DbCommandInterceptor
{
    private static readonly AsyncLocal<Counter?> Current = new();

    private sealed class Counter
    {
        public int Statements;
    }

    /// <summary>Counts from here on in this flow of execution; read the answer with the returned function.</summary>
    public static Func<int> Start()
    {
        var counter = new Counter();
        Current.Value = counter;
        return () => Volatile.Read(ref counter.Statements);
    }

    private static void Count()
    {
        if (Current.Value is { } counter)
            Interlocked.Increment(ref counter.Statements);
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Count();
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Count();
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Count();
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        Count();
        return ValueTask.FromResult(result);
    }
}
