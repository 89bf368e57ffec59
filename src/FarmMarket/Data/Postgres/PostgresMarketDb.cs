using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Data.Postgres;

public sealed class PostgresMarketDb(DbContextOptions<PostgresMarketDb> options) : MarketDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        base.ConfigureConventions(conventions);
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
    }
}
