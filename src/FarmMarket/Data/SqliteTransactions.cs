using System.Runtime.ExceptionServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Data;

/// <summary>
/// SQLite has one writer. Commands queue for one connection, each runs between a savepoint and its release, and those that were
/// already waiting share one durable commit (at most <see cref="MostInAGroup"/>). Nobody is answered before that commit.
/// </summary>
internal sealed class SqliteTransactions(string connectionString) : ITransactions, IDisposable
{
    private const int MostInAGroup = 32;
    private const int Attempts = 3;
    private const string Savepoint = "command";

    private readonly SemaphoreSlim turn = new(1, 1);
    private SqliteConnection? writer;
    private Group? open;
    private int waiting;

    private sealed class Group(SqliteTransaction transaction)
    {
        public SqliteTransaction Transaction { get; } = transaction;
        public int Commands { get; set; }
        public TaskCompletionSource Committed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public async Task<TResult> Run<TResult>(MarketDb db, Func<Task<TResult>> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Interlocked.Increment(ref waiting);
        // Not cancellable: the one before counts on this one to commit the group.
        await turn.WaitAsync(CancellationToken.None);
        Interlocked.Decrement(ref waiting);

        Group group;
        TResult result = default!;
        ExceptionDispatchInfo? failure = null;
        try
        {
            group = open ??= Begin();
            group.Commands++;
            for (var attempt = 1; attempt <= Attempts; attempt++)
            {
                try
                {
                    result = await InSavepoint(db, group.Transaction, work);
                    failure = null;
                    break;
                }
                catch (Exception fault)
                {
                    db.ChangeTracker.Clear();
                    failure = ExceptionDispatchInfo.Capture(fault);
                    if (!IsTaken(fault) || Ended(group))
                        break;
                }
            }
            if (Volatile.Read(ref waiting) == 0 || group.Commands >= MostInAGroup || Ended(group))
                Commit(group);
        }
        finally
        {
            turn.Release();
        }

        failure?.Throw();
        await group.Committed.Task;
        return result;
    }

    /// <summary>
    /// A unique value that is taken: with one writer nobody can have taken it meanwhile, so it is a random number that was drawn twice,
    /// and drawing again helps.
    /// </summary>
    private static bool IsTaken(Exception fault) => fault switch
    {
        SqliteException { SqliteExtendedErrorCode: SQLitePCL.raw.SQLITE_CONSTRAINT_UNIQUE } => true,
        { InnerException: { } inner } => IsTaken(inner),
        _ => false,
    };

    private static async Task<TResult> InSavepoint<TResult>(MarketDb db, SqliteTransaction transaction, Func<Task<TResult>> work)
    {
        var own = db.Database.GetDbConnection();
        db.Database.SetDbConnection(transaction.Connection, contextOwnsConnection: false);
        db.Database.AutoSavepointsEnabled = false;
        await db.Database.UseTransactionAsync(transaction);
        transaction.Save(Savepoint);
        try
        {
            var result = await work();
            transaction.Release(Savepoint);
            return result;
        }
        catch when (transaction.Connection is not null)
        {
            transaction.Rollback(Savepoint);
            transaction.Release(Savepoint);
            throw;
        }
        finally
        {
            await db.Database.UseTransactionAsync(null);
            db.Database.SetDbConnection(own, contextOwnsConnection: true);
        }
    }

    private Group Begin()
    {
        if (writer is null)
        {
            writer = new SqliteConnection(connectionString);
            writer.Open();
            using var pragma = writer.CreateCommand();
            pragma.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;";
            pragma.ExecuteNonQuery();
        }
        return new(writer.BeginTransaction(deferred: false));
    }

    private void Commit(Group group)
    {
        open = null;
        try
        {
            group.Transaction.Commit();
            group.Committed.SetResult();
        }
        catch (Exception fault)
        {
            group.Committed.SetException(fault);
            // Start over with a fresh connection: after a full disk or an I/O error this one's state is unknown.
            writer?.Dispose();
            writer = null;
        }
        finally
        {
            group.Transaction.Dispose();
        }
    }

    /// <summary>SQLite ends a transaction by itself after some faults (full disk, I/O error); then nothing of the group may be answered as done.</summary>
    private static bool Ended(Group group) => group.Transaction.Connection is null || SQLitePCL.raw.sqlite3_get_autocommit(group.Transaction.Connection.Handle) != 0;

    public void Dispose()
    {
        writer?.Dispose();
        turn.Dispose();
    }
}
