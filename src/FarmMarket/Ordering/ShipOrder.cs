using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Shipping;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>A parcel leaves: all that is still to be sent, or the packs named. For an order fetched at the shop it means handed over.</summary>
public static class ShipOrder
{
    /// <param name="Lines">Null for all that is left.</param>
    /// <param name="WaybillChecked">The sender looked again at a number that doesn't look like the carrier's, and means it.</param>
    public sealed record Command(
        string Shop, string Number, string Carrier, string Waybill, IReadOnlyList<Line>? Lines = null, bool WaybillChecked = false,
        string? IdempotencyKey = null) : ICommand<Result>, IForShop, IOnce
    {
        public ShopRole Needs => ShopRole.Packer;
    }

    /// <param name="Quantity">Packs.</param>
    public sealed record Line(long PackId, int Quantity);

    public sealed record Result(OrderState State, string Carrier, string Waybill);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Lines!.Count).InclusiveBetween(1, 200).When(command => command.Lines is not null).WithMessage("请选择这个包裹里的商品");
            RuleForEach(command => command.Lines).ChildRules(line => line.RuleFor(l => l.Quantity).InclusiveBetween(0, 1_000_000).WithMessage("数量不对"));
        }
    }

    internal sealed class Handler(MarketDb db, Actor actor, TimeProvider clock) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var order = await db.Set<Order>().Include(o => o.Lines).Include(o => o.Shipments)
                .FirstOrDefaultAsync(o => o.Number == request.Number && o.ShopId == actor.Shop, cancellationToken) ?? throw new NotFound();
            var now = clock.GetUtcNow();
            if (order.Delivery.Pickup)
                return HandOver(order, request, now);

            var (carrier, waybill) = Label(request.Carrier, request.Waybill, request.WaybillChecked);
            if (await db.Set<Shipment>().AnyOfOthers(db, carrier, waybill, order.ShopId, order.BuyerId, now, cancellationToken))
                throw UsedElsewhere(waybill);
            order.Ship(carrier, waybill, Wanted(order, request.Lines), now);
            if (await Tracking.DeliveredAt(db, carrier, waybill, now - Tracking.OneParcel, cancellationToken) is { } delivered)
                order.ParcelArrived(carrier, waybill, delivered, now);
            return new(order.State, carrier, waybill);
        }

        private static Result HandOver(Order order, Command request, DateTimeOffset now)
        {
            var slip = order.Shipments.Count == 0 ? order.Number : $"{order.Number}-{order.Shipments.Count + 1}";
            order.Ship(Carriers.PickupCode, slip, Wanted(order, request.Lines), now);
            order.ParcelArrived(Carriers.PickupCode, slip, now, now);
            return new(order.State, Carriers.PickupCode, slip);
        }

        private static Dictionary<OrderLineId, int> Wanted(Order order, IReadOnlyList<Line>? lines)
        {
            if (lines is null)
                return order.Lines.Where(line => line.ToShip > 0).ToDictionary(line => line.Id, line => line.ToShip);
            var wanted = new Dictionary<OrderLineId, int>();
            foreach (var (packId, quantity) in lines)
            {
                // An order may hold the same pack on two lines; what is over goes onto the last, whose rule then says so.
                var same = order.Lines.Where(line => line.PackId == new PackId(packId)).ToList();
                if (same.Count == 0)
                    throw new NotFound();
                var left = quantity;
                foreach (var line in same)
                {
                    var taken = line == same[^1] ? left : Math.Min(left, line.ToShip);
                    wanted[line.Id] = wanted.GetValueOrDefault(line.Id) + taken;
                    left -= taken;
                }
            }
            return wanted;
        }
    }

    /// <summary>The carrier's code and the number without blanks, or the rule that says what is wrong with them.</summary>
    internal static (string Carrier, string Waybill) Label(string? carrierCode, string? written, bool isChecked)
    {
        var carrier = Carriers.All.FirstOrDefault(c => c.Code == carrierCode)
            ?? throw new RuleBroken("请选择快递公司") { Field = "Carrier", Code = "carrier-unknown" };
        var waybill = Carriers.Clean(written);
        if (waybill.Length == 0)
            throw new RuleBroken("请填写运单号") { Field = "Waybill", Code = "waybill-missing" };
        if (!Carriers.IsWaybill(waybill))
            throw new RuleBroken("运单号只能有字母和数字，最长 40 位") { Field = "Waybill", Code = "waybill-invalid" };
        if (!isChecked && !carrier.Knows(waybill))
            throw new RuleBroken("{0}不像{1}的运单号（例如 {2}）。核对无误请勾选“号码没错”再发货", waybill, carrier.Name, carrier.Example)
            {
                Field = "Waybill",
                Code = "waybill-unusual",
            };
        return (carrier.Code, waybill);
    }

    internal static RuleBroken UsedElsewhere(string waybill) =>
        new("运单号 {0} 已经用在另一位买家的订单上，请核对", waybill) { Field = "Waybill", Code = "waybill-elsewhere" };

    /// <summary>One parcel may carry several orders of one buyer from one shop; the same number for anybody else is a slip of the pen.</summary>
    internal static Task<bool> AnyOfOthers(
        this IQueryable<Shipment> shipments, MarketDb db, string carrier, string waybill, ShopId shop, UserId buyer, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = now - Tracking.OneParcel;
        return shipments
            .Where(shipment => shipment.CarrierCode == carrier && shipment.Waybill == waybill && shipment.ShippedAt >= since)
            .Join(db.Set<Order>(), shipment => shipment.OrderId, order => order.Id, (_, order) => order)
            .AnyAsync(order => order.ShopId != shop || order.BuyerId != buyer, cancellation);
    }
}
