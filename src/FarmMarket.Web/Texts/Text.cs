using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using FarmMarket.Kernel;
using FarmMarket.Outgoing;

namespace FarmMarket.Web.Texts;

/// <summary>
/// The words of the pages. The Chinese sentence is the key; English stands in <c>Texts/{Module}.en.json</c>. A key without English
/// shows its Chinese; a test makes sure there is none.
/// </summary>
public sealed class Text : IWords
{
    private static readonly FrozenDictionary<string, string> English = Load();

    public static bool InEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    public string this[string zh] => InEnglish && English.TryGetValue(zh, out var en) ? en : zh;

    public string this[string zh, params object[] values] => string.Format(CultureInfo.CurrentCulture, this[zh], values);

    public string this[RuleBroken rule] => rule.Values.Length == 0 ? this[rule.Message] : this[rule.Message, rule.Values];

    /// <summary>For messages written in a receiver's language rather than the reader's.</summary>
    public static string In(string language, string zh, params object[] values)
    {
        var pattern = language == "en" && English.TryGetValue(zh, out var en) ? en : zh;
        return values.Length == 0 ? pattern : string.Format(CultureInfo.InvariantCulture, pattern, values);
    }

    string IWords.In(string language, string zh, params object[] values) => In(language, zh, values);

    /// <summary>All keys that have English.</summary>
    public static IEnumerable<string> Translated => English.Keys;

    private static FrozenDictionary<string, string> Load()
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var assembly = typeof(Text).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".en.json", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var (zh, en) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!)
                texts[zh] = en;
        }
        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
