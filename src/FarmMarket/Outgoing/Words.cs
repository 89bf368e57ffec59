using System.Globalization;

namespace FarmMarket.Outgoing;

/// <summary>
/// Writes a sentence of the interface in a receiver's language ("zh" or "en"). The Chinese sentence is the key; the English stands
/// with the pages' texts, so the web host brings the real one.
/// </summary>
public interface IWords
{
    string In(string language, string zh, params object[] values);
}

/// <summary>The market without its web host speaks Chinese only.</summary>
internal sealed class ChineseWords : IWords
{
    public string In(string language, string zh, params object[] values) =>
        values.Length == 0 ? zh : string.Format(CultureInfo.InvariantCulture, zh, values);
}
