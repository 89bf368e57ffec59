using System.Collections;
using System.Data.Common;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using FarmMarket.Data;
using FarmMarket.Data.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;

namespace FarmMarket.Testing;

/// <summary>
/// SQL Server can't run everywhere the tests do. While the suite runs on SQLite, every query that EF compiles is compiled again for SQL
/// Server, up to the T-SQL it would send, and written down as a procedure in the folder named by <c>FARMMARKET_TSQL</c>; a later stage has
/// them checked against the schema.
/// </summary>
public sealed class TsqlCapture : IQueryExpressionInterceptor
{
    public static readonly string? Folder = Environment.GetEnvironmentVariable("FARMMARKET_TSQL") is { Length: > 0 } folder ? folder : null;
    public static readonly TsqlCapture Instance = new();

    private readonly Lock turn = new();
    private int written;

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        lock (turn)
        {
            var recorder = new Recorder();
            using var db = new SqlServerMarketDb(new DbContextOptionsBuilder<SqlServerMarketDb>()
                .UseSqlServer("Server=nowhere", o => o.UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery))
                .AddInterceptors(recorder, NoConnection.Instance).WithoutHost().Options);
            var query = new Rebind(db).Visit(queryExpression);
            try
            {
                Execute(db.GetService<IAsyncQueryProvider>(), query);
            }
            catch (InvalidOperationException) when (recorder.Commands.Count > 0)
            {
                // First() and its like miss their row; the command was made, which is all that is wanted.
            }
            Directory.CreateDirectory(Folder!);
            foreach (var command in recorder.Commands)
                File.WriteAllText(Path.Combine(Folder!, string.Create(CultureInfo.InvariantCulture, $"q{Environment.ProcessId}_{++written}.sql")), command);
        }
        return queryExpression;
    }

    private static void Execute(IAsyncQueryProvider provider, Expression query)
    {
        var queryable = query.Type.GetInterfaces().Append(query.Type).FirstOrDefault(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IQueryable<>));
        if (queryable is null)
        {
            Invoke(nameof(Run), query.Type, provider, query);
            return;
        }
        Invoke(nameof(Enumerate), queryable.GetGenericArguments()[0], provider, query);
    }

    private static void Invoke(string method, Type type, IAsyncQueryProvider provider, Expression query)
    {
        try
        {
            typeof(TsqlCapture).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, [provider, query]);
        }
        catch (TargetInvocationException fault) when (fault.InnerException is InvalidOperationException inner)
        {
            throw inner;
        }
    }

    private static void Run<TResult>(IAsyncQueryProvider provider, Expression query) => provider.Execute<TResult>(query);

    private static void Enumerate<TItem>(IAsyncQueryProvider provider, Expression query)
    {
        foreach (var _ in provider.CreateQuery<TItem>(query))
        {
        }
    }

    /// <summary>Moves a query from the SQLite model to the SQL Server one and gives its parameters a value of their type.</summary>
    private sealed class Rebind(SqlServerMarketDb db) : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node) => node switch
        {
            EntityQueryRootExpression root => new EntityQueryRootExpression(
                db.GetService<IAsyncQueryProvider>(), db.Model.FindEntityType(root.EntityType.Name) ?? throw new InvalidOperationException(root.EntityType.Name)),
            QueryParameterExpression parameter => Expression.Field(
                Expression.Constant(Activator.CreateInstance(typeof(Box<>).MakeGenericType(parameter.Type), Sample(parameter.Type))), "Value"),
            _ => base.VisitExtension(node),
        };

        private static object? Sample(Type type)
        {
            if (Nullable.GetUnderlyingType(type) is { } underlying)
                return Sample(underlying);
            if (type == typeof(string))
                return "x";
            if (type == typeof(DateTimeOffset))
                return DateTimeOffset.UnixEpoch;
            if (type.IsArray)
            {
                var array = Array.CreateInstance(type.GetElementType()!, 1);
                array.SetValue(Sample(type.GetElementType()!), 0);
                return array;
            }
            if (type.GetInterfaces().Append(type).FirstOrDefault(t => t.IsGenericType && t.GetGenericTypeDefinition() == typeof(IEnumerable<>)) is { } many)
            {
                var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(many.GetGenericArguments()[0]))!;
                list.Add(Sample(many.GetGenericArguments()[0]));
                return type.IsInstanceOfType(list) ? list : Activator.CreateInstance(type, list);
            }
            return type.IsValueType ? Activator.CreateInstance(type) : null;
        }
    }

    private sealed class Box<T>(T value)
    {
        public readonly T Value = value;
    }

    /// <summary>Writes commands down and answers them with nothing.</summary>
    private sealed class Recorder : DbCommandInterceptor
    {
        public List<string> Commands { get; } = [];

        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
        {
            Write(command);
            return InterceptionResult<DbDataReader>.SuppressWithResult(new System.Data.DataTable().CreateDataReader());
        }

        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
        {
            Write(command);
            return InterceptionResult<int>.SuppressWithResult(0);
        }

        private void Write(DbCommand command)
        {
            var procedure = new StringBuilder("CREATE PROCEDURE [dbo].[{name}] ");
            procedure.AppendJoin(", ", command.Parameters.Cast<SqlParameter>().Select(parameter => $"{parameter.ParameterName} {TypeOf(parameter)} = NULL"));
            procedure.Append(" AS\n").Append(command.CommandText);
            Commands.Add(procedure.ToString());
        }

        private static string TypeOf(SqlParameter parameter) => parameter.SqlDbType switch
        {
            System.Data.SqlDbType.NVarChar => "nvarchar(max)",
            System.Data.SqlDbType.VarChar => "varchar(max)",
            System.Data.SqlDbType.VarBinary => "varbinary(max)",
            System.Data.SqlDbType.DateTimeOffset => "datetimeoffset",
            var other => other.ToString().ToLowerInvariant(),
        };
    }

    private sealed class NoConnection : DbConnectionInterceptor
    {
        public static readonly NoConnection Instance = new();

        public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
            InterceptionResult.Suppress();

        public override InterceptionResult ConnectionClosing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
            InterceptionResult.Suppress();
    }
}
