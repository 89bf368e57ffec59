using System.Net;
using System.Text.RegularExpressions;
using FarmMarket.Accounts;
using FarmMarket.Kernel;
using FarmMarket.Outgoing;
using FarmMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Web.Tests.Accounts;

/// <summary>What visitors do at the door, and how tests read what was sent to them.</summary>
internal static partial class Visits
{
    public const string Phone = "13812345678";
    public const string Password = "gui-qi-mango 7";

    [GeneratedRegex(@"\d{6}")]
    private static partial Regex SixDigits();

    /// <summary>A market on today's date: a browser drops cookies that have expired by its own clock, which no test can set.</summary>
    public static WebMarket Today(params (string Key, string Value)[] settings)
    {
        var market = new WebMarket(settings);
        if (TimeProvider.System.GetUtcNow() > market.Clock.GetUtcNow())
            market.Clock.SetUtcNow(TimeProvider.System.GetUtcNow());
        return market;
    }

    /// <summary>The newest message to that contact, once the job runner has sent as many.</summary>
    public static async Task<string> MessageTo(this WebMarket market, string contact, int count = 1)
    {
        var to = Contact.Parse(contact)!.Value;
        for (var looked = 0; looked < 500; looked++)
        {
            var bodies = await market.Look(db => db.Set<OutboxMessage>().Where(message => message.To == to).OrderBy(message => message.Id).Select(message => message.Body).ToListAsync());
            if (bodies.Count >= count)
                return bodies[^1];
            await Task.Delay(20);
        }
        throw new TimeoutException($"No message {count} reached {contact}.");
    }

    public static async Task<string> CodeTo(this WebMarket market, string contact, int count = 1) => SixDigits().Match(await market.MessageTo(contact, count)).Value;

    /// <summary>An account, made without the pages.</summary>
    public static async Task<UserId> Account(this WebMarket market, string contact = Phone, string password = Password)
    {
        await market.Send(new SendCode.Command(contact, CodePurpose.Register, null, "zh"));
        return await market.Send(new Register.Request(contact, await market.CodeTo(contact), password, "阿美", "zh"));
    }

    public static async Task<HttpResponseMessage> SignIn(this HttpClient browser, string password = Password, string contact = Phone, string? back = null)
    {
        var at = "/sign-in" + (back is null ? "" : "?back=" + Uri.EscapeDataString(back));
        return await browser.Submit(await browser.Page(at), "main form:has([name=Password][type=password])", at, ("Contact", contact), ("Password", password));
    }

    public static void LeadsTo(this HttpResponseMessage answer, string path)
    {
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(path, answer.Headers.Location!.OriginalString);
    }
}
