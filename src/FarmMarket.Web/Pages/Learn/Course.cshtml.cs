using FarmMarket.Training;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Learn;

/// <summary>One course: what it is about, for whom, its lessons; and where to go on for who takes it.</summary>
public sealed class CourseModel : MarketPage
{
    [FromRoute]
    public string Slug { get; set; } = "";

    public ShowCourse.Result Course { get; private set; } = null!;

    public Task OnGet() => Refill();

    public async Task<IActionResult> OnPost()
    {
        await Send(new Enrol.Command(Slug));
        Course = await Send(new ShowCourse.Query(Slug));
        Tell(T["报上名了，开始学吧"]);
        return Redirect($"/learn/{Slug}/{(Course.Next ?? Course.Lessons.First()).Slug}");
    }

    public override async Task Refill() => Course = await Send(new ShowCourse.Query(Slug));
}
