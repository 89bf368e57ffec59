using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Html;

namespace FarmMarket.Web.Components;

/// <summary>
/// The drawings of wwwroot/icons.svg by name: <c>@Icons["cart"]</c>. They are decoration; what they stand for is said in words
/// beside them, visibly or for screen readers only.
/// </summary>
public sealed class Icons(EndpointDataSource endpoints)
{
    private readonly ConcurrentDictionary<(string Name, string? Class), HtmlString> _made = new();
    private readonly Lazy<string> _sprite = new(() => SpriteAmong(endpoints));

    public HtmlString this[string name, string? @class = null] =>
        _made.GetOrAdd((name, @class), key => new(
            $"""<svg class="icon{(key.Class is null ? "" : " " + key.Class)}" aria-hidden="true"><use href="{_sprite.Value}#{key.Name}"/></svg>"""));

    /// <summary>The address with the content's fingerprint, which browsers keep for good.</summary>
    private static string SpriteAmong(EndpointDataSource endpoints)
    {
        var assets = endpoints.Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<ResourceAssetCollection>())
            .FirstOrDefault(collection => collection is not null);
        return "/" + (assets?["icons.svg"] ?? "icons.svg");
    }
}
