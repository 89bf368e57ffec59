using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace FarmMarket.Tests.Data;

/// <summary>
/// The tables and indexes that a migration script leaves behind. DacFx describes a schema by what is created and knows no ALTER, so what
/// later migrations add, change and drop is worked into the statements that created it.
/// </summary>
internal sealed class MigratedSchema
{
    private static readonly Sql160ScriptGenerator Writer = new();

    private readonly Dictionary<string, CreateTableStatement> tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string Table, string Index), CreateIndexStatement> indexes = [];

    public static TSqlModel Of(string script)
    {
        var parsed = (TSqlScript)new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out var faults);
        Assert.Empty(faults.Select(fault => $"{fault.Line}: {fault.Message}"));

        var schema = new MigratedSchema();
        foreach (var statement in parsed.Batches.SelectMany(batch => batch.Statements))
            schema.Run(statement);
        var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        foreach (var statement in schema.tables.Values.Concat<TSqlStatement>(schema.indexes.Values))
        {
            Writer.GenerateScript(statement, out var text);
            model.AddObjects(text);
        }
        return model;
    }

    private void Run(TSqlStatement statement)
    {
        switch (statement)
        {
            case CreateTableStatement create:
                tables.Add(Name(create.SchemaObjectName), create);
                break;
            case DropTableStatement drop:
                foreach (var table in drop.Objects)
                    Assert.True(tables.Remove(Name(table)), $"{Name(table)} is dropped, but was never there.");
                break;
            case CreateIndexStatement create:
                indexes.Add((Name(create.OnName), create.Name.Value), create);
                break;
            case DropIndexStatement drop:
                foreach (var index in drop.DropIndexClauses.Cast<DropIndexClause>())
                    Assert.True(indexes.Remove((Name(index.Object), index.Index.Value)), $"{index.Index.Value} is dropped, but was never there.");
                break;
            case AlterTableAddTableElementStatement add:
                Copy(add.Definition, to: Definition(add));
                break;
            case AlterTableAlterColumnStatement alter:
                var column = Column(Definition(alter), alter.ColumnIdentifier);
                column.DataType = alter.DataType;
                foreach (var old in column.Constraints.OfType<NullableConstraintDefinition>().ToList())
                    column.Constraints.Remove(old);
                column.Constraints.Add(new NullableConstraintDefinition { Nullable = alter.AlterTableAlterColumnOption == AlterTableAlterColumnOption.Null });
                break;
            case AlterTableDropTableElementStatement drop:
                foreach (var element in drop.AlterTableDropTableElements)
                    Drop(element, Definition(drop));
                break;
            case ExecuteStatement { ExecuteSpecification.ExecutableEntity: ExecutableProcedureReference { ProcedureReference.ProcedureReference.Name: var called } }:
                Assert.Fail($"The script calls {Name(called)}, and what that does to the schema is not known here.");
                break;
            default:
                // Data, the history of migrations, transactions, and the search for the names of defaults.
                break;
        }
    }

    private static void Copy(TableDefinition added, TableDefinition to)
    {
        foreach (var column in added.ColumnDefinitions)
            to.ColumnDefinitions.Add(column);
        foreach (var constraint in added.TableConstraints)
            to.TableConstraints.Add(constraint);
    }

    private static void Drop(AlterTableDropTableElement element, TableDefinition from)
    {
        switch (element.TableElementType)
        {
            case TableElementType.Column:
                from.ColumnDefinitions.Remove(Column(from, element.Name));
                break;
            case TableElementType.Constraint or TableElementType.NotSpecified:
                var constraint = Assert.Single(from.TableConstraints, constraint => constraint.ConstraintIdentifier.Value == element.Name.Value);
                from.TableConstraints.Remove(constraint);
                break;
            default:
                Assert.Fail($"{element.TableElementType} {element.Name.Value} is dropped: not known here.");
                break;
        }
    }

    private TableDefinition Definition(AlterTableStatement alter) => tables[Name(alter.SchemaObjectName)].Definition;

    private static ColumnDefinition Column(TableDefinition table, Identifier name) =>
        Assert.Single(table.ColumnDefinitions, column => column.ColumnIdentifier.Value == name.Value);

    private static string Name(SchemaObjectName name) => name.BaseIdentifier.Value;
}
