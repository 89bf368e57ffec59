using System.Globalization;
using FarmMarket.Kernel;
using FarmMarket.Web.Texts;
using Microsoft.AspNetCore.Html;

namespace FarmMarket.Web.Components;

/// <summary>How the pages write days, moments and money, in the reader's language and on Shanghai's clock.</summary>
public static class Written
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>7月8日 / 8 Jul: for days that are near.</summary>
    public static string Day(DateOnly day) => Text.InEnglish ? day.ToString("d MMM", English) : $"{day.Month}月{day.Day}日";

    /// <summary>2026年7月8日 / 8 Jul 2026.</summary>
    public static string Date(DateOnly day) => Text.InEnglish ? day.ToString("d MMM yyyy", English) : $"{day.Year}年{day.Month}月{day.Day}日";

    /// <summary>2026年7月8日 21:05 / 8 Jul 2026, 21:05.</summary>
    public static string At(DateTimeOffset instant)
    {
        var local = Shanghai.Time(instant);
        return Date(Shanghai.Date(instant)) + (Text.InEnglish ? ", " : " ") + local.ToString("HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>7月8日 21:05 / 8 Jul, 21:05: for what was or will be within weeks.</summary>
    public static string Near(DateTimeOffset instant) =>
        Day(Shanghai.Date(instant)) + (Text.InEnglish ? ", " : " ") + Shanghai.Time(instant).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The instant for machines, in a <c>datetime</c> attribute.</summary>
    public static string Iso(DateTimeOffset instant) => instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A price set large: the yuan stand out from ¥ and fen.</summary>
    public static HtmlString Price(Money price)
    {
        var written = price.ToString();
        var yen = written.IndexOf('¥', StringComparison.Ordinal);
        return new($"""<span class="price-now">{written[..yen]}<small>¥</small>{written[(yen + 1)..^3]}<small>{written[^3..]}</small></span>""");
    }
}
