using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Shipping;
using FarmMarket.Tables;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>
/// Waybills for many orders from a spreadsheet, each row all that is left of one order. First looked at, then applied: good rows ship,
/// bad ones say why, and those that were applied before change nothing.
/// </summary>
public static class ImportWaybills
{
    public const int MostRows = 500;

    public sealed record Row(int Number, string Order, string Carrier, string Waybill);

    public enum Verdict
    {
        /// <summary>Can be shipped, or (after <see cref="Command"/>) was.</summary>
        Good,

        /// <summary>Was shipped with this very waybill before.</summary>
        Known,
        Refused,
    }

    /// <param name="Recipient">Of the order, so that the preview can be checked by eye; null when there is no such order.</param>
    public sealed record Judged(Row Row, Verdict Verdict, string? Recipient, string? CarrierName, RuleBroken? Why);

    /// <summary>What would become of the rows.</summary>
    public sealed record Preview(string Shop, IReadOnlyList<Row> Rows) : IQuery<IReadOnlyList<Judged>>, IForShop
    {
        public ShopRole Needs => ShopRole.Packer;
    }

    public sealed record Command(string Shop, IReadOnlyList<Row> Rows) : ICommand<IReadOnlyList<Judged>>, IForShop
    {
        public ShopRole Needs => ShopRole.Packer;
    }

    /// <summary>Rows of a file: order number, carrier, waybill, in this order or as its headings say.</summary>
    public static IReadOnlyList<Row> Read(Stream file)
    {
        var table = TableReader.Read(file, MostRows + 1);
        var (order, carrier, waybill) = (0, 1, 2);
        var first = table[0].Cells;
        var hasHeading = !table[0][0].Any(char.IsAsciiDigit);
        if (hasHeading)
        {
            order = Column(first, [], "订单", "order");
            waybill = Column(first, [order], "运单", "waybill", "tracking", "单号");
            carrier = Column(first, [order, waybill], "快递", "物流公司", "carrier", "courier");
            if (order < 0 || carrier < 0 || waybill < 0)
                throw new RuleBroken("表头要有三列：订单号、快递公司、运单号") { Field = "File", Code = "columns-missing" };
        }
        var rows = table.Skip(hasHeading ? 1 : 0).Select(row => new Row(row.Number, row[order], row[carrier], row[waybill])).ToList();
        return rows.Count > 0 ? rows : throw new RuleBroken("文件里只有表头，没有订单") { Field = "File", Code = "table-empty" };
    }

    private static int Column(IReadOnlyList<string> headings, int[] taken, params string[] words)
    {
        foreach (var word in words)
        {
            for (var column = 0; column < headings.Count; column++)
            {
                if (!taken.Contains(column) && headings[column].Contains(word, StringComparison.OrdinalIgnoreCase))
                    return column;
            }
        }
        return -1;
    }

    internal sealed class PreviewValidator : AbstractValidator<Preview>
    {
        public PreviewValidator() => RuleFor(preview => preview.Rows.Count).InclusiveBetween(1, MostRows).WithMessage("一次导入 1–500 行");
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Rows.Count).InclusiveBetween(1, MostRows).WithMessage("一次导入 1–500 行");
    }

    internal sealed class Previewer(MarketDb db, Actor actor, TimeProvider clock) : IRequestHandler<Preview, IReadOnlyList<Judged>>
    {
        public async Task<IReadOnlyList<Judged>> Handle(Preview request, CancellationToken cancellationToken) =>
            (await Judge(db, actor.Shop, request.Rows, clock.GetUtcNow(), tracked: false, cancellationToken)).ConvertAll(row => row.Judged);
    }

    internal sealed class Handler(MarketDb db, Actor actor, TimeProvider clock) : IRequestHandler<Command, IReadOnlyList<Judged>>
    {
        public async Task<IReadOnlyList<Judged>> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            var judged = await Judge(db, actor.Shop, request.Rows, now, tracked: true, cancellationToken);
            foreach (var (_, order, label) in judged.Where(row => row.Judged.Verdict == Verdict.Good))
                order!.Ship(label.Carrier, label.Waybill, order.Lines.Where(line => line.ToShip > 0).ToDictionary(line => line.Id, line => line.ToShip), now);

            var labels = judged.Where(row => row.Judged.Verdict == Verdict.Good).Select(row => row.Label).ToHashSet();
            foreach (var step in await Tracking.Of(db, labels, now - Tracking.OneParcel, cancellationToken))
            {
                if (step.Kind != TrackingKind.Delivered)
                    continue;
                foreach (var (_, order, _) in judged.Where(row => row.Judged.Verdict == Verdict.Good && row.Label == (step.CarrierCode, step.Waybill)))
                    order!.ParcelArrived(step.CarrierCode, step.Waybill, step.At, now);
            }
            return judged.ConvertAll(row => row.Judged);
        }
    }

    private static async Task<List<(Judged Judged, Order? Order, (string Carrier, string Waybill) Label)>> Judge(
        MarketDb db, ShopId shop, IReadOnlyList<Row> rows, DateTimeOffset now, bool tracked, CancellationToken cancellation)
    {
        var numbers = rows.Select(row => Carriers.Clean(row.Order)).Distinct().ToList();
        var mine = db.Set<Order>().Include(order => order.Lines).Include(order => order.Shipments)
            .Where(order => order.ShopId == shop && numbers.Contains(order.Number));
        var orders = await (tracked ? mine : mine.AsNoTracking()).ToDictionaryAsync(order => order.Number, cancellation);
        var waybills = rows.Select(row => Carriers.Clean(row.Waybill)).Distinct().ToList();
        var since = now - Tracking.OneParcel;
        var used = (await db.Set<Shipment>().AsNoTracking()
                .Where(shipment => waybills.Contains(shipment.Waybill) && shipment.ShippedAt >= since)
                .Join(db.Set<Order>(), shipment => shipment.OrderId, order => order.Id, (shipment, order) => new { shipment.CarrierCode, shipment.Waybill, order.ShopId, order.BuyerId })
                .ToListAsync(cancellation))
            .ToLookup(parcel => (parcel.CarrierCode, parcel.Waybill), parcel => (parcel.ShopId, parcel.BuyerId));

        var judged = new List<(Judged, Order?, (string, string))>(rows.Count);
        var seen = new HashSet<string>();
        var inFile = new Dictionary<(string, string), UserId>();
        foreach (var row in rows)
        {
            var order = orders.GetValueOrDefault(Carriers.Clean(row.Order));
            var carrier = Carriers.Named(row.Carrier);
            var label = (carrier?.Code ?? "", Carriers.Clean(row.Waybill));
            var (verdict, why) = Look();
            judged.Add((new(row, verdict, order?.Delivery.Recipient, carrier?.Name.ToString(), why), order, label));

            (Verdict, RuleBroken?) Look()
            {
                if (order is null)
                    return (Verdict.Refused, new RuleBroken("这家店没有这个订单号"));
                if (carrier is not null && order.Shipments.Any(shipment => shipment.CarrierCode == label.Item1 && shipment.Waybill == label.Item2))
                    return (Verdict.Known, null);
                if (!seen.Add(order.Number))
                    return (Verdict.Refused, new RuleBroken("同一个订单在表里出现了两次"));
                if (order.Delivery.Pickup)
                    return (Verdict.Refused, new RuleBroken("到店自提的订单不用快递"));
                if (!OrderLife.May(order.State, OrderAct.ShipRest, OrderActor.Shop))
                    return (Verdict.Refused, new RuleBroken("订单现在的状态不能发货"));
                try
                {
                    ShipOrder.Label(carrier?.Code, row.Waybill, isChecked: false);
                }
                catch (RuleBroken broken)
                {
                    return (Verdict.Refused, broken);
                }
                if (used[label].Any(owner => owner != (shop, order.BuyerId)) || inFile.TryGetValue(label, out var buyer) && buyer != order.BuyerId)
                    return (Verdict.Refused, ShipOrder.UsedElsewhere(label.Item2));
                inFile[label] = order.BuyerId;
                return (Verdict.Good, null);
            }
        }
        return judged;
    }
}
