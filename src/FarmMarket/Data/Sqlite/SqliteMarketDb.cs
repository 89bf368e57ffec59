using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Data.Sqlite;

public sealed class SqliteMarketDb(DbContextOptions<SqliteMarketDb> options) : MarketDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        base.ConfigureConventions(conventions);
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        // The convention looks at the CLR type and so misses converted keys. A key is never given twice, not even after a delete.
        foreach (var entity in model.Model.GetEntityTypes())
            if (entity.FindPrimaryKey() is { Properties: [var key] } && key.ClrType.IsAssignableTo(typeof(IId)))
                model.Entity(entity.ClrType).Property(key.Name).UseAutoincrement();
    }
}
