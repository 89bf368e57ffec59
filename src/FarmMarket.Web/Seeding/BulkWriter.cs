using System.Data.Common;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using FarmMarket.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace FarmMarket.Web.Seeding;

/// <summary>
/// Writes very many rows as the model maps them, past change tracking: prepared inserts on SQLite, binary copy on PostgreSQL. Keys are
/// given by the caller (<see cref="NextId"/>). For made-up data only: no events, no guarded updates, no second look.
/// </summary>
internal sealed class BulkWriter : IAsyncDisposable
{
    private const int RowsAnUpdate = 2_000;

    private readonly MarketDb db;
    private readonly DbConnection connection;
    private readonly Dictionary<Type, long> lastIds = [];

    private BulkWriter(MarketDb db) => (this.db, connection) = (db, db.Database.GetDbConnection());

    public static async Task<BulkWriter> Open(MarketDb db)
    {
        if (!db.Database.IsSqlite() && !db.Database.IsNpgsql())
            throw new NotSupportedException("The scale preset knows SQLite and PostgreSQL.");
        await db.Database.OpenConnectionAsync();
        var writer = new BulkWriter(db);
        if (db.Database.IsSqlite())
            await writer.Execute("PRAGMA synchronous=OFF; PRAGMA cache_size=-200000; PRAGMA temp_store=MEMORY;");
        return writer;
    }

    /// <summary>The next free key of a table. The first call looks at the table, so nobody else may be writing and no copy be under way.</summary>
    public long NextId<TEntity>()
        where TEntity : class
    {
        if (!lastIds.TryGetValue(typeof(TEntity), out var last))
        {
            var key = EntityType<TEntity>().FindPrimaryKey()!.Properties[0];
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT COALESCE(MAX({Quoted(Column(key))}), 0) FROM {Table<TEntity>()}";
            last = Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        }
        return lastIds[typeof(TEntity)] = last + 1;
    }

    /// <param name="given">Values for properties that the outside can't set, such as a balance.</param>
    public Task Insert<TEntity>(IReadOnlyCollection<TEntity> rows, params (string Property, Func<TEntity, object?> Value)[] given)
        where TEntity : class => Insert(rows, row => row, given);

    /// <summary>The same for rows that carry the entity and more, such as the parent whose key it needs.</summary>
    public async Task Insert<TRow, TEntity>(
        IReadOnlyCollection<TRow> rows, Func<TRow, TEntity> entity, params (string Property, Func<TRow, object?> Value)[] given)
        where TEntity : class
    {
        if (rows.Count == 0)
            return;
        var columns = EntityType<TEntity>().GetFlattenedProperties().Select(property =>
        {
            var read = given.FirstOrDefault(g => g.Property == property.Name).Value;
            if (read is null)
            {
                var get = Getter<TEntity>(property);
                read = row => get(entity(row));
            }
            return new BulkColumn<TRow>(
                Column(property), property.GetColumnType().Split('(')[0], read, property.GetTypeMapping().Converter?.ConvertToProvider);
        }).ToList();
        if (connection is NpgsqlConnection postgres)
            await Copy<TRow, TEntity>(postgres, rows, columns);
        else
            await InsertPrepared<TRow, TEntity>((SqliteConnection)connection, rows, columns);
    }

    /// <summary>Adds to a number of existing rows, found by their keys.</summary>
    public async Task Add<TEntity>(string property, IEnumerable<(long Id, long Change)> changes)
        where TEntity : class
    {
        var entity = EntityType<TEntity>();
        var (key, column) = (Quoted(Column(entity.FindPrimaryKey()!.Properties[0])), Quoted(Column(entity.FindProperty(property)!)));
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var some in changes.Chunk(RowsAnUpdate))
        {
            await Execute(
                $"UPDATE {Table<TEntity>()} SET {column} = {column} + changes.column2 " +
                $"FROM (VALUES {string.Join(',', some.Select(row => Invariant($"({row.Id},{row.Change})")))}) AS changes WHERE {key} = changes.column1",
                transaction);
        }
        await transaction.CommitAsync();
    }

    /// <summary>Tells PostgreSQL's sequences and planner, and SQLite's planner, what has been written.</summary>
    public async Task Finish()
    {
        if (db.Database.IsNpgsql())
        {
            foreach (var type in lastIds.Keys)
            {
                var entity = db.Model.FindEntityType(type)!;
                var table = Quoted(entity.GetTableName()!);
                var key = Column(entity.FindPrimaryKey()!.Properties[0]);
                await Execute($"SELECT setval(pg_get_serial_sequence('{table}', '{key}'), (SELECT MAX({Quoted(key)}) FROM {table}))");
            }
        }
        await Execute(db.Database.IsNpgsql() ? "ANALYZE" : "PRAGMA analysis_limit=1000; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);");
    }

    private async Task InsertPrepared<TRow, TEntity>(SqliteConnection sqlite, IReadOnlyCollection<TRow> rows, List<BulkColumn<TRow>> columns)
    {
        await using var transaction = (SqliteTransaction)await sqlite.BeginTransactionAsync();
        await using var command = sqlite.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            $"INSERT INTO {Table<TEntity>()} ({string.Join(", ", columns.Select(column => Quoted(column.Name)))}) " +
            $"VALUES ({string.Join(", ", columns.Select((_, i) => $"$p{i}"))})";
        var parameters = columns.Select((_, i) => command.Parameters.Add(new SqliteParameter { ParameterName = $"$p{i}" })).ToArray();
        foreach (var row in rows)
        {
            for (var i = 0; i < parameters.Length; i++)
                parameters[i].Value = columns[i].Of(row) ?? DBNull.Value;
            command.ExecuteNonQuery();
        }
        await transaction.CommitAsync();
    }

    private async Task Copy<TRow, TEntity>(NpgsqlConnection postgres, IReadOnlyCollection<TRow> rows, List<BulkColumn<TRow>> columns)
    {
        await using var copy = await postgres.BeginBinaryImportAsync(
            $"COPY {Table<TEntity>()} ({string.Join(", ", columns.Select(column => Quoted(column.Name)))}) FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            foreach (var column in columns)
            {
                if (column.Of(row) is { } value)
                    await copy.WriteAsync(value, column.StoreType);
                else
                    await copy.WriteNullAsync();
            }
        }
        await copy.CompleteAsync();
    }

    private async Task Execute(string sql, DbTransaction? transaction = null)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    private IEntityType EntityType<TEntity>() => db.Model.FindEntityType(typeof(TEntity))!;

    private string Table<TEntity>() => Quoted(EntityType<TEntity>().GetTableName()!);

    private static string Column(IProperty property) =>
        property.GetColumnName(StoreObjectIdentifier.Create(property.DeclaringType.ContainingEntityType, StoreObjectType.Table)!.Value)!;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string name) => $"\"{name}\"";

    /// <summary>Reads a property, through complex properties where need be.</summary>
    private static Func<TEntity, object?> Getter<TEntity>(IProperty property)
    {
        var path = new Stack<PropertyInfo>();
        path.Push(Readable(property));
        for (var owner = property.DeclaringType; owner is IComplexType complex; owner = complex.ComplexProperty.DeclaringType)
            path.Push(Readable(complex.ComplexProperty));

        var entity = Expression.Parameter(typeof(TEntity));
        var value = path.Aggregate((Expression)entity, Expression.Property);
        return Expression.Lambda<Func<TEntity, object?>>(Expression.Convert(value, typeof(object)), entity).Compile();
    }

    private static PropertyInfo Readable(IReadOnlyPropertyBase property) =>
        property.PropertyInfo ?? throw new NotSupportedException($"{property.DeclaringType.DisplayName()}.{property.Name} has no property to read.");

    public async ValueTask DisposeAsync() => await db.Database.CloseConnectionAsync();

    private sealed record BulkColumn<TRow>(string Name, string StoreType, Func<TRow, object?> Read, Func<object?, object?>? Convert)
    {
        /// <summary>As the provider stores it.</summary>
        public object? Of(TRow row)
        {
            var value = Read(row);
            return value is null || Convert is null ? value : Convert(value);
        }
    }
}
