using System.Net;

namespace FarmMarket.StripeSandbox;

/// <summary>The page on which a buyer pays. The numbers of Stripe's test cards do what they do there; nothing is stored of a card.</summary>
internal static class HostedPage
{
    private const string Works = "4242424242424242";
    private const string AsksTheBuyer = "4000002500003155";
    private const string NoMoney = "4000000000009995";

    private sealed record Words(string Title, string Card, string Pay, string Alipay, string Wechat, string Later, string Back, string Declined, string NoMoney, string Over, string Confirm, string Yes, string No, string Hint);

    private static readonly Words Zh = new(
        "收银台（演练）", "卡号", "付款", "支付宝付款", "微信支付", "稍后到账的方式", "返回商家", "银行拒绝了这张卡，请换一张。", "卡里余额不足，请换一张。", "这个付款页面已经结束。",
        "银行要您确认这笔付款", "确认付款", "不是我付的", "4242… 成功，4000 0025 0000 3155 要验证，4000 0000 0000 0002 被拒，4000 0000 0000 9995 余额不足");

    private static readonly Words En = new(
        "Checkout (rehearsal)", "Card number", "Pay", "Pay with Alipay", "Pay with WeChat Pay", "A way that takes time", "Back to the shop", "Your card was declined. Try another one.",
        "Your card has insufficient funds. Try another one.", "This page has ended.", "Your bank asks you to confirm this payment", "Confirm", "This is not me",
        "4242… works, 4000 0025 0000 3155 asks you, 4000 0000 0000 0002 is declined, 4000 0000 0000 9995 has no money");

    public static void MapHostedPage(this WebApplication app, Books books)
    {
        app.MapGet("/pay/{id}", (string id, HttpContext context) => Page(context, books, id, problem: null));
        app.MapPost("/pay/{id}", async (string id, HttpContext context) =>
        {
            var form = await context.Request.ReadFormAsync();
            var words = In(context);
            var card = form["card"].ToString().Replace(" ", "", StringComparison.Ordinal);
            switch (form["way"].ToString(), card)
            {
                case ("confirmed" or "alipay" or "wechat", _) or ("card", Works):
                    return Paid(context, books, id, later: false);
                case ("later", _):
                    return Paid(context, books, id, later: true);
                case ("card", AsksTheBuyer):
                    return Html(context, $"<h1>{words.Confirm}</h1><form method=post action='/pay/{id}'><p><button name=way value=confirmed>{words.Yes}</button></p><p><button name=way value=refused>{words.No}</button></p></form>");
                default:
                    books.Decline(id);
                    return Page(context, books, id, card == NoMoney ? words.NoMoney : words.Declined);
            }
        });
    }

    private static IResult Paid(HttpContext context, Books books, string id, bool later)
    {
        if (!books.Pay(id, later))
            return Page(context, books, id, problem: null);
        var session = books.Session(id);
        return Results.Redirect(((string)session["success_url"]!).Replace("{CHECKOUT_SESSION_ID}", id, StringComparison.Ordinal));
    }

    private static IResult Page(HttpContext context, Books books, string id, string? problem)
    {
        var words = In(context);
        var session = books.Session(id);
        var back = WebUtility.HtmlEncode((string?)session["cancel_url"] ?? "");
        var sum = $"¥{(long)session["amount_total"]! / 100m:0.00}";
        var rest = (string?)session["status"] == "open"
            ? $"""
               {(problem is null ? "" : $"<p role=alert>{WebUtility.HtmlEncode(problem)}</p>")}
               <form method=post action='/pay/{id}'>
               <p><label for=card>{words.Card}</label><br><input id=card name=card inputmode=numeric autocomplete=off aria-describedby=hint></p><p id=hint>{words.Hint}</p>
               <p><button name=way value=card>{words.Pay} {sum}</button></p>
               <p><button name=way value=alipay formnovalidate>{words.Alipay}</button></p>
               <p><button name=way value=wechat formnovalidate>{words.Wechat}</button></p>
               <p><button name=way value=later formnovalidate>{words.Later}</button></p></form>
               """
            : $"<p role=alert>{words.Over}</p>";
        return Html(context, $"<h1>{words.Title}</h1><p><strong>{sum}</strong></p>{rest}<p><a href='{back}'>{words.Back}</a></p>");
    }

    private static IResult Html(HttpContext context, string body) => Results.Content(
        $"""
         <!doctype html><html lang="{(In(context) == Zh ? "zh-CN" : "en")}"><head><meta charset=utf-8><meta name=viewport content="width=device-width, initial-scale=1"><title>{In(context).Title}</title>
         <style>body {"{"} font: 1rem/1.6 sans-serif; max-width: 26rem; margin: 2rem auto; padding: 0 1rem {"}"} button, input {"{"} font: inherit; padding: .6rem 1rem; width: 100%; box-sizing: border-box {"}"}</style>
         </head><body><main>{body}</main></body></html>
         """, "text/html; charset=utf-8");

    private static Words In(HttpContext context) => context.Request.Headers.AcceptLanguage.ToString().StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Zh : En;
}
