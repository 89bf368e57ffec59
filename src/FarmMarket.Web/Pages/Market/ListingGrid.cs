using FarmMarket.Catalog;

namespace FarmMarket.Web.Pages.Market;

/// <summary>What _ListingGrid shows: cards, and the day it is, for what is in season.</summary>
public sealed record ListingGrid(IReadOnlyList<ListingCard> Cards, DateOnly Today, bool WithShop = true)
{
    public bool InSeason(ListingCard card) => card is { HarvestFrom: { } from, HarvestTo: { } to, PresaleShipBy: null } && from <= Today && Today <= to;
}
