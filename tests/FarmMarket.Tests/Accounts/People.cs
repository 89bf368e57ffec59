using System.Text.RegularExpressions;
using FarmMarket.Accounts;
using FarmMarket.Kernel;
using FarmMarket.Outgoing;
using FarmMarket.Testing;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Accounts;

/// <summary>What tests of accounts do over and over: ask for a code, read it from the outbox, register.</summary>
internal static partial class People
{
    public const string Password = "gui-qi-mango 7";

    [GeneratedRegex(@"\d{6}")]
    private static partial Regex SixDigits();

    public static Task<List<OutboxMessage>> Outbox(this TestMarket market, string to) =>
        market.Look(db => db.Set<OutboxMessage>().Where(message => message.To == to).OrderBy(message => message.Id).ToListAsync());

    public static async Task<string> CodeFor(this TestMarket market, string contact, CodePurpose purpose, UserId? user = null)
    {
        await market.Send(new SendCode.Command(contact, purpose, "127.0.0.1", "zh"), user);
        await market.RunJobs();
        var messages = await market.Outbox(Contact.Parse(contact)!.Value);
        return SixDigits().Match(messages[^1].Body).Value;
    }

    public static async Task<UserId> Registered(this TestMarket market, string contact = "13812345678", string password = Password)
    {
        var code = await market.CodeFor(contact, CodePurpose.Register);
        return await market.Send(new Register.Request(contact, code, password, "阿美", "zh"));
    }

    public static async Task<string> Refusal(Func<Task> act) => (await Assert.ThrowsAsync<RuleBroken>(act)).Code;

    public static string Wrong(string code) => code == "000000" ? "000001" : "000000";
}
