using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace FarmMarket.Browser.Tests;

/// <summary>How a shop gets its money: it says where, the operator settles the day, and the bank's answer comes as a file.</summary>
public sealed class SettlementJourneyTests(Region region)
{
    private const string Owner = "15400000020";
    private const string Shop = "da-wang-ling-shan-cha-you-fang";
    private const string Operator = "15400000006";

    [Fact]
    public async Task A_shop_says_where_it_is_paid_and_the_banks_answer_comes_as_a_file()
    {
        var owner = await region.Somebody("zh", 360);
        await owner.SignIn(Owner);
        await owner.GotoAsync($"/seller/{Shop}/money");
        await owner.IsFit("zh", script: true);
        await Released(owner);
        await owner.GotoAsync("/account/authenticator");
        var key = await owner.Locator("details p.code").TextContentAsync();
        await owner.Locator("#Code").FillAsync(Authenticator(key!));
        await owner.Locator("main form button.btn-primary").ClickAsync();
        await Assertions.Expect(owner.Locator("#Code")).ToHaveCountAsync(0);

        await owner.GotoAsync($"/seller/{Shop}/bank-account");
        await owner.IsFit("zh", script: true);
        await owner.Locator("#Holder").FillAsync("陆建国");
        await owner.Locator("#Bank").FillAsync("广西农信社 右江联社");
        await owner.Locator("#Number").FillAsync("6228 4800 1234 5678 901");
        await owner.Locator("#Code").FillAsync("000000");
        await owner.Locator("main form button.btn-primary").ClickAsync();
        // A wrong code changes nothing and keeps what was typed.
        await Assertions.Expect(owner.Locator("#Number")).ToHaveValueAsync("6228 4800 1234 5678 901");
        await owner.IsFit("zh", script: true);
        await owner.Locator("#Code").FillAsync(Authenticator(key!, ahead: 1));
        await owner.Locator("main form button.btn-primary").ClickAsync();
        await Assertions.Expect(owner.Locator("main")).ToContainTextAsync("8901");

        var desk = await region.Somebody("en", 1280);
        await desk.SignIn(Operator);
        await desk.GotoAsync("/admin/settlements");
        await desk.IsFit("en", script: true);
        await desk.Locator(".page-head form button").ClickAsync();
        await desk.Reaches(new Regex("/admin/settlements/S[0-9]{8}$"));
        await desk.IsFit("en", script: true);
        var file = await desk.RunAndWaitForDownloadAsync(() => desk.Locator("button[value=Csv]").ClickAsync());
        var rows = (await File.ReadAllLinesAsync(await file.PathAsync())).Where(row => row.Length > 0).ToList();
        Assert.Contains(rows, row => row.Contains("6228480012345678901", StringComparison.Ordinal));

        var number = desk.Url[^9..];
        var answers = "批次号,序号,结果,原因\n" + string.Join('\n', rows.Skip(1).Select((_, n) => string.Create(CultureInfo.InvariantCulture, $"{number},{n + 1},成功,")));
        await desk.Locator("#File").SetInputFilesAsync(new FilePayload { Name = "bank.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(answers) });
        await desk.Locator("form:has(#File) button.btn-primary").ClickAsync();
        await Assertions.Expect(desk.Locator(".alert-success")).ToBeVisibleAsync();
        await Assertions.Expect(desk.Locator("main .board .tag-leaf")).ToHaveCountAsync(rows.Count - 1);
        await desk.IsFit("en", script: true);

        await owner.GotoAsync($"/seller/{Shop}/bank-account");
        await Assertions.Expect(owner.Locator("main .board")).ToContainTextAsync(number);
        await owner.IsFit("zh", script: true);
        foreach (var page in new[] { "/admin/money", "/admin/reconciliation", "/admin/commission" })
        {
            await desk.GotoAsync(page);
            await desk.IsFit("en", script: true);
        }
    }

    /// <summary>The demo's past orders are released by the market itself, within minutes of its start.</summary>
    private static async Task Released(IPage owner)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var look = new PeriodicTimer(TimeSpan.FromSeconds(2));
        while ((await owner.Locator("dd.total").TextContentAsync())!.Contains("¥0.00", StringComparison.Ordinal))
        {
            await look.WaitForNextTickAsync(patience.Token);
            await owner.ReloadAsync();
        }
    }

    /// <summary>What the app on the owner's phone shows for a key in base 32 (RFC 6238); now, or half minutes ahead, which clocks may be.</summary>
    private static string Authenticator(string key, int ahead = 0)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(key.ToUpperInvariant().Where(alphabet.Contains).Select(letter => Convert.ToString(alphabet.IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var secret = Enumerable.Range(0, bits.Length / 8).Select(n => Convert.ToByte(bits.Substring(n * 8, 8), 2)).ToArray();
        var step = BitConverter.GetBytes(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30 + ahead);
        Array.Reverse(step);
#pragma warning disable CA5350 // The standard of authenticator apps.
        var hash = HMACSHA1.HashData(secret, step);
#pragma warning restore CA5350
        var at = hash[^1] & 0xf;
        var code = ((hash[at] & 0x7f) << 24 | hash[at + 1] << 16 | hash[at + 2] << 8 | hash[at + 3]) % 1_000_000;
        return code.ToString("000000", CultureInfo.InvariantCulture);
    }
}
