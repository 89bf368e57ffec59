using System.Diagnostics;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Errors;

/// <summary>What a person sees when a page can't be shown. Re-executed with the failed request's method, so it answers every one.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class IndexModel : MarketPage
{
    [BindProperty(SupportsGet = true)]
    public int Status { get; set; }

    public string Heading { get; private set; } = "";
    public string Advice { get; private set; } = "";

    /// <summary>Finds the request in the logs; only given where there is something to find.</summary>
    public string? RequestId { get; private set; }

    public void OnGet() => Explain();

    public void OnPost() => Explain();

    private void Explain()
    {
        (Heading, Advice) = Status switch
        {
            StatusCodes.Status404NotFound => (T["这里没有东西"], T["地址可能写错了，或者东西已经下架。"]),
            StatusCodes.Status400BadRequest => (T["这个请求看不懂"], T["页面可能放得太久了。请返回上一页，刷新后再试。"]),
            StatusCodes.Status403Forbidden => (T["不能这样做"], HttpContext.Items[RulesAndMissing.AdviceItem] as string ?? T["请从本站的页面重新操作。"]),
            StatusCodes.Status413PayloadTooLarge => (T["文件太大了"], T["请换一张小一点的照片再试。"]),
            StatusCodes.Status429TooManyRequests => (T["太快了，歇一歇"], T["您的操作太频繁，请过一分钟再试。"]),
            _ => (T["出了点问题"], T["是我们的错。您填的内容如果没有保存，请返回上一页再提交一次。"]),
        };
        if (Status >= StatusCodes.Status500InternalServerError)
            RequestId = Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;
        if (Response.StatusCode == StatusCodes.Status200OK && Status is >= 400 and < 600)
            Response.StatusCode = Status;
    }
}
