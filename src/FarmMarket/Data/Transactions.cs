using System.Data;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FarmMarket.Data;

/// <summary>Runs work in one transaction of the database at hand and returns only once it is durable.</summary>
public interface ITransactions
{
    /// <param name="work">May be run again from the start after a conflict, so it must not keep state between runs.</param>
    Task<TResult> Run<TResult>(MarketDb db, Func<Task<TResult>> work, CancellationToken cancellation);
}

/// <summary>
/// PostgreSQL and SQL Server. A deadlock, a concurrent change or a row that someone else inserted a moment ago is met by running the
/// work again: it then sees what the other did and answers with a rule instead of a fault.
/// </summary>
internal sealed class ServerTransactions : ITransactions
{
    private const int Attempts = 12;

    public async Task<TResult> Run<TResult>(MarketDb db, Func<Task<TResult>> work, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation);
            try
            {
                var result = await work();
                await transaction.CommitAsync(CancellationToken.None);
                return result;
            }
            catch (Exception fault)
            {
                db.ChangeTracker.Clear();
                if (attempt == Attempts || !IsConflict(fault))
                    throw;
                await transaction.RollbackAsync(CancellationToken.None);
            }
        }
    }

    private static bool IsConflict(Exception fault) => fault switch
    {
        DbUpdateConcurrencyException => true,
        PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.UniqueViolation } => true,
        SqlException { Number: 1205 or 2601 or 2627 } => true,
        { InnerException: { } inner } => IsConflict(inner),
        _ => false,
    };
}
