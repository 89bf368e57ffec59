using System.Text;

namespace FarmMarket.Training.Questions;

/// <summary>
/// The signs of GIFT and how they are escaped. All looking and splitting is done on text with its escapes still in it, so that an escaped
/// sign is never taken for one that means something.
/// </summary>
internal static class GiftText
{
    private const string Escapable = @"\:#={}~n";

    /// <summary>Where the sign first stands unescaped; −1 if nowhere.</summary>
    public static int Find(string text, string sign, int from = 0)
    {
        for (var i = from; i + sign.Length <= text.Length; i++)
        {
            if (IsEscape(text, i))
                i++;
            else if (string.CompareOrdinal(text, i, sign, 0, sign.Length) == 0)
                return i;
        }
        return -1;
    }

    /// <summary>The pieces that begin with one of the signs, their sign included; first what stands before them all.</summary>
    public static List<string> Split(string text, string signs)
    {
        var pieces = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (IsEscape(text, i))
                i++;
            else if (signs.Contains(text[i]))
            {
                pieces.Add(text[start..i]);
                start = i;
            }
        }
        pieces.Add(text[start..]);
        return pieces;
    }

    public static bool IsEscape(string text, int at) => text[at] == '\\' && at + 1 < text.Length && Escapable.Contains(text[at + 1]);

    public static string Unescaped(string text)
    {
        if (!text.Contains('\\'))
            return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            plain.Append(!IsEscape(text, i) ? text[i] : text[++i] == 'n' ? '\n' : text[i]);
        return plain.ToString();
    }

    public static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var sign in text)
        {
            if (sign == '\n')
                escaped.Append(@"\n");
            else if (Escapable.Contains(sign) && sign != 'n')
                escaped.Append('\\').Append(sign);
            else
                escaped.Append(sign);
        }
        return escaped.ToString();
    }
}
