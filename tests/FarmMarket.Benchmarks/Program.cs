using System.Globalization;
using FarmMarket.Benchmarks;
using Microsoft.AspNetCore.Builder;

if (args is ["empty-app", ..])
{
    var empty = WebApplication.CreateBuilder(args[1..]).Build();
    empty.MapGet("/", () => "Nothing.");
    await empty.RunAsync();
    return;
}

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var options = Options.Read(args);
await new Run(options).All();
