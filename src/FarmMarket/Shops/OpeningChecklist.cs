using FarmMarket.Data;
using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Shops;

/// <summary>What a shop must have before the operator looks at it.</summary>
public enum OpeningStep
{
    Story,
    Phone,
    Cover,
    Freight,
    Listing,
}

/// <summary>Says whether a step of the opening checklist is done. Modules that know more than Shops bring their own; one statement each.</summary>
public interface IOpeningRequirement
{
    OpeningStep Step { get; }

    Task<bool> IsDone(ShopId shop, CancellationToken cancellation);
}

/// <summary>The checklist between "I want a shop" and "open", in the order a grower does it.</summary>
internal sealed class OpeningChecklist(MarketDb db, IEnumerable<IOpeningRequirement> requirements)
{
    public async Task<IReadOnlyDictionary<OpeningStep, bool>> Of(ShopId id, CancellationToken cancellation)
    {
        var shop = await db.Set<Shop>().Where(shop => shop.Id == id)
            .Select(shop => new { Story = shop.Story.Zh, shop.ContactPhone, shop.CoverKey })
            .AsNoTracking()
            .FirstAsync(cancellation);
        var steps = new SortedDictionary<OpeningStep, bool>
        {
            [OpeningStep.Story] = shop.Story.Length >= ShopText.ShortestStory,
            [OpeningStep.Phone] = shop.ContactPhone.Length > 0,
            [OpeningStep.Cover] = shop.CoverKey is not null,
        };
        foreach (var requirement in requirements)
            steps[requirement.Step] = await requirement.IsDone(id, cancellation);
        return steps;
    }
}
