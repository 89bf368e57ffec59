using FarmMarket.Kernel;
using FarmMarket.Training;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Learn;

/// <summary>The catalogue of courses, and on top of it those one takes.</summary>
public sealed class IndexModel : MarketPage
{
    [FromQuery]
    public string? After { get; set; }

    public Slice<BrowseCourses.Row> Courses { get; private set; } = new([], null);
    public IReadOnlyList<MyCourses.Row> Mine { get; private set; } = [];

    public async Task OnGet()
    {
        Courses = await Send(new BrowseCourses.Query(After));
        if (User.Identity?.IsAuthenticated == true && After is null)
            Mine = await Send(new MyCourses.Query());
        ViewData["Canonical"] = After is null ? "/learn" : null;
    }
}
