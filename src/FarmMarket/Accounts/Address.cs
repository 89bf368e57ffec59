using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FarmMarket.Accounts;

public readonly record struct AddressId(long Value) : IId;

/// <summary>An entry of a person's address book. The region is a county of the official tree.</summary>
public sealed class Address : IEntity
{
    public AddressId Id { get; init; }
    public required UserId UserId { get; init; }
    public required string Recipient { get; set; }
    public required string Phone { get; set; }

    /// <summary>GB/T 2260 code of the county, six digits; its first two are the province.</summary>
    public required string RegionCode { get; set; }

    /// <summary>Street, village, house number.</summary>
    public required string Detail { get; set; }
    public bool IsDefault { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
}

internal sealed class AddressConfiguration : IEntityTypeConfiguration<Address>
{
    public void Configure(EntityTypeBuilder<Address> address)
    {
        address.Property(a => a.Recipient).HasMaxLength(50);
        address.Property(a => a.Phone).HasMaxLength(20);
        address.Property(a => a.RegionCode).HasMaxLength(6).IsUnicode(false);
        address.Property(a => a.Detail).HasMaxLength(200);
        address.HasIndex(a => a.UserId);
    }
}
