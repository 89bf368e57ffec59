using FarmMarket.Kernel;

namespace FarmMarket.Web.Components.Accounts;

/// <summary>
/// What the three selects of a region say. A city of another province, or a county of another city, is left over from before the
/// province was changed and counts as not chosen.
/// </summary>
public sealed class RegionChoice
{
    public string? Province { get; set; }
    public string? City { get; set; }
    public string? County { get; set; }

    public static RegionChoice Of(string? code) =>
        Regions.Find(code) is { } region
            ? new()
            {
                Province = region.Province.Code,
                City = region.Level == RegionLevel.City ? region.Code : region.Parent is { Level: RegionLevel.City } city ? city.Code : null,
                County = region.Level == RegionLevel.County ? region.Code : null,
            }
            : new();

    /// <summary>Code of the county; null while it isn't chosen.</summary>
    public string? Code => CountyRegion?.Code;

    public Region? ProvinceRegion => Regions.Find(Province) is { Level: RegionLevel.Province } province ? province : null;

    /// <summary>Where a province has only one city (the districts of Beijing), it needs no choosing.</summary>
    public Region? CityRegion =>
        ProvinceRegion is { } province ? province.Children.FirstOrDefault(city => city.Code == City) ?? (province.Children.Count == 1 ? province.Children[0] : null) : null;

    public Region? CountyRegion =>
        CityRegion is { } city ? city.Children.FirstOrDefault(county => county.Code == County) ?? (city.Children.Count == 1 ? city.Children[0] : null) : null;
}
