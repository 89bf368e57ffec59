using FarmMarket.Web.Api;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.OutputCaching;

namespace FarmMarket.Web.Pages;

/// <summary>What somebody needs to know who writes a client of the market: the API in brief. Its details are in the document it links to.</summary>
[OutputCache(PolicyName = PublicPages.Market)]
public sealed class DevelopersModel(EndpointDataSource endpoints) : PublicPage
{
    internal IReadOnlyList<IGrouping<string, ApiOperation>> Chapters { get; } = [.. ApiOperation.All(endpoints).GroupBy(operation => operation.Chapter)];

    public string Base => $"{Request.Scheme}://{Request.Host}{MarketApi.Base}";

    public void OnGet() => Describe(T["开放接口"], T["给手机应用和小程序用的 JSON 接口：地址、登录、单位、出错时的回答，和全部操作。"], "/developers");
}
