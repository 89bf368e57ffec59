using FarmMarket.Search;
using FarmMarket.Web.Hosting;

namespace FarmMarket.Web.Pages.Fragments;

/// <summary>What the search box offers while someone types.</summary>
public sealed class SuggestionsModel : MarketPage
{
    public IReadOnlyList<Suggestion> Suggestions { get; private set; } = [];

    public async Task OnGetAsync(string? q)
    {
        if (!string.IsNullOrWhiteSpace(q))
            Suggestions = await Send(new SuggestWords.Query(q));
    }

    public static string Address(Suggestion suggestion) => suggestion.Kind switch
    {
        SuggestionKind.Category => MarketAddress.Of(new() { Categories = [suggestion.Code] }),
        SuggestionKind.County => MarketAddress.Of(new() { Counties = [suggestion.Code] }),
        SuggestionKind.Shop => "/shops/" + suggestion.Code,
        _ => MarketAddress.Of(new() { Text = suggestion.Text.ToString() }),
    };

    public string Kind(SuggestionKind kind) => kind switch
    {
        SuggestionKind.Category => T["品类"],
        SuggestionKind.County => T["产地"],
        SuggestionKind.Shop => T["店铺"],
        _ => T["品种"],
    };
}
