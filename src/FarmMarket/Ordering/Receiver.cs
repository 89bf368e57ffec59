using FarmMarket.Accounts;
using FarmMarket.Kernel;

namespace FarmMarket.Ordering;

/// <summary>Whom and where parcels go to: an entry of the buyer's address book, or an address typed for this order.</summary>
public sealed record Receiver(AddressId? Saved, PostalAddress? Typed)
{
    private static readonly PostalAddressRules Rules = new();

    internal static PostalAddress Postal(ShowAddresses.Item saved) => new(saved.Recipient, saved.Phone, saved.RegionCode, saved.Detail);

    /// <param name="everywhereFetched">Nothing is sent, so only who and by what phone counts.</param>
    internal static IEnumerable<RuleBroken> Problems(PostalAddress? address, bool everywhereFetched) =>
        Rules.Validate(address ?? new("", "", "", "")).Errors
            .Where(error => !everywhereFetched || error.PropertyName is nameof(PostalAddress.Recipient) or nameof(PostalAddress.Phone))
            .Select(error => new RuleBroken(error.ErrorMessage)
            {
                Field = "to." + char.ToLowerInvariant(error.PropertyName[0]) + error.PropertyName[1..],
                Code = error.PropertyName == nameof(PostalAddress.RegionCode) ? "address-outside-the-tree" : "invalid",
            });

    /// <summary>As it is written on an order, from an address without problems.</summary>
    internal static Delivery Delivery(PostalAddress address, LocalText? fetchedAt)
    {
        var (recipient, phone) = (address.Recipient.Trim(), Contact.LocalPhone(Contact.ParseAnyPhone(address.Phone)!));
        if (fetchedAt is not null)
            return new() { Pickup = true, Recipient = recipient, Phone = phone, RegionCode = "", Region = "", Detail = fetchedAt.Zh };
        var county = Regions.CountyOrRefuse(address.RegionCode);
        return new() { Recipient = recipient, Phone = phone, RegionCode = county.Code, Region = county.Path.Zh, Detail = address.Detail.Trim() };
    }
}
