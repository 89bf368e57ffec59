using FarmMarket.Training;
using FarmMarket.Web.Components.Training;
using FarmMarket.Web.Texts;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Learn;

/// <summary>One lesson to read, and on to the next.</summary>
public sealed class LessonModel(Prose prose) : MarketPage
{
    [FromRoute]
    public string Slug { get; set; } = "";

    [FromRoute]
    public string LessonSlug { get; set; } = "";

    public ShowLesson.Result Found { get; private set; } = null!;

    /// <summary>Null: only for who takes the course.</summary>
    public HtmlString? Body => Found.Text is { } text ? prose.Of($"{Found.Lesson.Id.Value}-{Text.InEnglish}", text.In(Text.InEnglish)) : null;

    public Task OnGet() => Refill();

    public async Task<IActionResult> OnPost()
    {
        var next = await Send(new FinishLesson.Command(Slug, LessonSlug));
        if (next is not null)
            return Redirect($"/learn/{Slug}/{next}");
        Tell(T["这门课学完了，了不起！"]);
        return Redirect("/learn/" + Slug);
    }

    public override async Task Refill() => Found = await Send(new ShowLesson.Query(Slug, LessonSlug));
}
