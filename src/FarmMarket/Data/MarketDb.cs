using FarmMarket.Accounts;
using FarmMarket.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FarmMarket.Data;

/// <summary>
/// The one model of the market. Entities are found through their configurations, beside them in their modules; use
/// <c>db.Set&lt;Order&gt;()</c>. A derived context each for SQLite, SQL Server and PostgreSQL carries its own migrations.
/// </summary>
public abstract class MarketDb(DbContextOptions options) : IdentityDbContext<User, IdentityRole<long>, long>(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        foreach (var id in typeof(IId).Assembly.GetTypes().Where(type => type.IsValueType && type.IsAssignableTo(typeof(IId))))
            conventions.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id));
        conventions.Properties<Money>().HaveConversion<MoneyConverter>();
        conventions.Properties<Weight>().HaveConversion<WeightConverter>();
        conventions.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32).AreUnicode(false);
        conventions.ComplexProperties<LocalText>();
        conventions.IgnoreAny<IDomainEvent>();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        model.ApplyConfigurationsFromAssembly(typeof(MarketDb).Assembly);
        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (entity.ClrType.IsAssignableTo(typeof(Aggregate)))
                model.Entity(entity.ClrType).Property(nameof(Aggregate.Version)).IsConcurrencyToken();
            if (entity.FindPrimaryKey() is { Properties: [var key] } && key.ClrType.IsAssignableTo(typeof(IId)))
                model.Entity(entity.ClrType).Property(key.Name).ValueGeneratedOnAdd();
            if (entity.ClrType.Namespace?.StartsWith("Microsoft.AspNetCore.Identity", StringComparison.Ordinal) != true && entity.ClrType != typeof(User))
                entity.SetTableName(TableName(entity.ClrType.Name));
        }
    }

    private static string TableName(string type) => type switch
    {
        _ when type.EndsWith('y') && !type.EndsWith("ey", StringComparison.Ordinal) => type[..^1] + "ies",
        _ when type.EndsWith('s') || type.EndsWith('x') => type + "es",
        _ => type + "s",
    };
}

public static class LocalTextMapping
{
    /// <summary>Chinese up to <paramref name="length"/> characters, English up to three times that.</summary>
    public static ComplexPropertyBuilder<LocalText> Limit(this ComplexPropertyBuilder<LocalText> text, int length)
    {
        text.Property(t => t.Zh).HasMaxLength(length);
        text.Property(t => t.En).HasMaxLength(length * 3);
        return text;
    }
}
