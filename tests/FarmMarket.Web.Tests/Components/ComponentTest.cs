using System.Globalization;
using Bunit;
using FarmMarket.Web.Components;
using FarmMarket.Web.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FarmMarket.Web.Tests.Components;

/// <summary>A reader of one language, and what every component of ours is given.</summary>
public abstract class ComponentTest : BunitContext
{
    protected ComponentTest()
    {
        Services.AddSingleton<Text>();
        Services.AddSingleton(new Icons(new DefaultEndpointDataSource(Array.Empty<Endpoint>())));
        Reading("zh-CN");
    }

    protected static void Reading(string culture) =>
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
}
