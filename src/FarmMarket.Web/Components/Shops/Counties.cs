using FarmMarket.Kernel;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace FarmMarket.Web.Components.Shops;

/// <summary>The counties a shop can be in, for a select: those of the market's own city first, then the rest of its province, city by city.</summary>
public static class Counties
{
    private const string HomeCity = "4510";

    /// <param name="chosen">A county that must be among them, wherever it is.</param>
    public static IEnumerable<SelectListItem> Options(string? chosen)
    {
        var home = Regions.Find(HomeCity)!;
        IEnumerable<Region> cities = [home, .. home.Province.Children.Where(city => city != home)];
        if (Regions.FindCounty(chosen) is { Parent: { } elsewhere } && elsewhere.Province != home.Province)
            cities = [elsewhere, .. cities];
        foreach (var city in cities)
        {
            var group = new SelectListGroup { Name = city.Name.ToString() };
            foreach (var county in city.Children)
                yield return new(county.Name.ToString(), county.Code, county.Code == chosen) { Group = group };
        }
    }

    public static string NameOf(string code) => Regions.Find(code)?.Name.ToString() ?? code;
}
