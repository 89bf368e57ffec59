using FarmMarket.Data;

namespace FarmMarket.Web.Hosting;

/// <summary>
/// With <c>FarmMarket:Diagnostics</c> on: every answer says how many SQL statements it took, and two constant answers stand beside the
/// real ones, so that a benchmark can say what the market costs over a server that does nothing.
/// </summary>
internal static class Diagnostics
{
    public const string StatementsHeader = "X-Sql-Statements";

    public static void UseDiagnostics(this WebApplication app)
    {
        if (!app.Configuration.GetValue<bool>("FarmMarket:Diagnostics"))
            return;
        app.Use((context, next) =>
        {
            var statements = StatementCount.Start();
            context.Response.OnStarting(() =>
            {
                context.Response.Headers[StatementsHeader] = statements().ToString(System.Globalization.CultureInfo.InvariantCulture);
                return Task.CompletedTask;
            });
            return next(context);
        });
        app.MapGet("/diagnostics/text", () => "Good fruit from Baise.");
    }
}
