using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FarmMarket.Kernel;

/// <summary>What the market tells its operators' instruments, under the name FarmMarket.</summary>
public static class Telemetry
{
    public const string Name = "FarmMarket";

    public static readonly ActivitySource Activities = new(Name);
    private static readonly Meter Meter = new(Name);

    public static readonly Counter<long> OrdersPlaced = Meter.CreateCounter<long>("market.orders.placed");
    public static readonly Counter<long> Payments = Meter.CreateCounter<long>("market.payments", description: "By outcome");
    public static readonly Counter<long> GatewayAlarms =
        Meter.CreateCounter<long>("market.gateway.alarms", description: "Messages of a gateway that were refused, by reason");
    public static readonly Counter<long> LedgerFaults = Meter.CreateCounter<long>("market.ledger.faults", description: "Faults that a look through the books found");
    public static readonly Counter<long> StockRefusals = Meter.CreateCounter<long>("market.stock.refusals", description: "Order lines refused for want of stock");
    public static readonly Gauge<int> StockDifferences =
        Meter.CreateGauge<int>("market.stock.differences", description: "Pools whose balance is not the sum of their ledger, at the last check");
    public static readonly Histogram<double> JobLag = Meter.CreateHistogram<double>("market.job.lag", "s", "From due to started");
}
