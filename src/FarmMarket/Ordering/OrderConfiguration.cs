using FarmMarket.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FarmMarket.Ordering;

internal sealed class CartConfiguration : IEntityTypeConfiguration<Cart>
{
    public void Configure(EntityTypeBuilder<Cart> cart)
    {
        cart.Property(c => c.TokenHash).HasMaxLength(64).IsUnicode(false);
        cart.HasMany(c => c.Lines).WithOne().HasForeignKey(l => l.CartId);
        cart.HasIndex(c => c.UserId).IsUnique();
        cart.HasIndex(c => c.TokenHash).IsUnique();
        cart.HasIndex(c => c.UpdatedAt);
    }
}

internal sealed class CartLineConfiguration : IEntityTypeConfiguration<CartLine>
{
    public void Configure(EntityTypeBuilder<CartLine> line)
    {
        // Two tabs that add at the same moment both count: the second reads what the first left and adds to that.
        line.Property(l => l.Quantity).IsConcurrencyToken();
        line.HasIndex(l => new { l.CartId, l.PackId }).IsUnique();
    }
}

internal sealed class CheckoutConfiguration : IEntityTypeConfiguration<Checkout>
{
    public void Configure(EntityTypeBuilder<Checkout> checkout)
    {
        checkout.Property(c => c.Number).HasMaxLength(20).IsUnicode(false);
        checkout.HasMany(c => c.Orders).WithOne().HasForeignKey(o => o.CheckoutId);
        checkout.HasIndex(c => c.Number).IsUnique();
        checkout.HasIndex(c => new { c.BuyerId, c.Id });
    }
}

internal sealed class OrderConfiguration : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> order)
    {
        order.Property(o => o.Number).HasMaxLength(20).IsUnicode(false);
        order.Property(o => o.ShopSlug).HasMaxLength(60).IsUnicode(false);
        order.Property(o => o.Note).HasMaxLength(200);
        order.ComplexProperty(o => o.ShopName).Limit(60);
        order.ComplexProperty(o => o.Delivery, delivery =>
        {
            delivery.Property(d => d.Recipient).HasMaxLength(50);
            delivery.Property(d => d.Phone).HasMaxLength(20);
            delivery.Property(d => d.RegionCode).HasMaxLength(6).IsUnicode(false);
            delivery.Property(d => d.Region).HasMaxLength(100);
            delivery.Property(d => d.Detail).HasMaxLength(200);
        });
        order.HasMany(o => o.Lines).WithOne().HasForeignKey(l => l.OrderId);
        order.HasMany(o => o.Shipments).WithOne().HasForeignKey(s => s.OrderId);
        order.HasMany(o => o.Timeline).WithOne().HasForeignKey(e => e.OrderId);
        order.HasIndex(o => o.Number).IsUnique();
        order.HasIndex(o => o.CheckoutId);
        order.HasIndex(o => new { o.BuyerId, o.Id });
        order.HasIndex(o => new { o.ShopId, o.State, o.Id });
        order.HasIndex(o => o.CompletesAt);
        // Paid and not yet sent: what a shop has to do, in the order of its promises. Small, however many orders there were.
        order.HasIndex(o => new { o.ShopId, o.ShipBy }).HasFilter("\"ShipBy\" IS NOT NULL AND \"ShippedAt\" IS NULL AND \"EndedAt\" IS NULL");
    }
}

internal sealed class OrderLineConfiguration : IEntityTypeConfiguration<OrderLine>
{
    public void Configure(EntityTypeBuilder<OrderLine> line)
    {
        line.Ignore(l => l.ToShip);
        line.Ignore(l => l.Sum);
        line.Property(l => l.ListingSlug).HasMaxLength(80).IsUnicode(false);
        line.Property(l => l.CategoryCode).HasMaxLength(40).IsUnicode(false);
        line.Property(l => l.ClaimHours).HasDefaultValue(48);
        line.Property(l => l.PhotoKey).HasMaxLength(64).IsUnicode(false);
        line.ComplexProperty(l => l.Title).Limit(80);
        line.ComplexProperty(l => l.PackName).Limit(40);
        line.HasIndex(l => l.OrderId);
    }
}

internal sealed class ShipmentConfiguration : IEntityTypeConfiguration<Shipment>
{
    public void Configure(EntityTypeBuilder<Shipment> shipment)
    {
        shipment.Property(s => s.CarrierCode).HasMaxLength(20).IsUnicode(false);
        shipment.Property(s => s.Waybill).HasMaxLength(40).IsUnicode(false);
        shipment.HasMany(s => s.Lines).WithOne().HasForeignKey(l => l.ShipmentId);
        shipment.HasIndex(s => s.OrderId);
        shipment.HasIndex(s => new { s.CarrierCode, s.Waybill });
    }
}

internal sealed class ShipmentLineConfiguration : IEntityTypeConfiguration<ShipmentLine>
{
    public void Configure(EntityTypeBuilder<ShipmentLine> line) => line.HasIndex(l => l.ShipmentId);
}

internal sealed class OrderEventConfiguration : IEntityTypeConfiguration<OrderEvent>
{
    public void Configure(EntityTypeBuilder<OrderEvent> happened)
    {
        happened.Property(e => e.Detail).HasMaxLength(500);
        happened.HasIndex(e => e.OrderId);
    }
}
