using System.Globalization;
using AnyAscii;

namespace FarmMarket.Search;

internal enum UnitKind : byte { Gap, Han, Number, Letter, Word }

/// <summary>One step of a text: a Chinese character, a number, a lone latin letter (the A of A级), a latin word, or a gap.</summary>
internal readonly record struct Unit(UnitKind Kind, string Text)
{
    public static readonly Unit Gap = new(UnitKind.Gap, "");
}

/// <summary>
/// How titles, names and queries are read. Nothing is a stop word. Full-width letters and digits, capitals and accents are folded.
/// </summary>
internal static class MarketText
{
    private const long MaxGrams = 1_000_000_000;
    private static readonly string[] Characters = new string[char.MaxValue + 1];

    public static List<Unit> Read(string text, int maxLength)
    {
        var units = new List<Unit>(Math.Min(text.Length, 64));
        Read(text.AsSpan(0, Math.Min(text.Length, maxLength)), units);
        return units;
    }

    /// <summary>Adds the steps of the text to those that are there.</summary>
    public static void Read(ReadOnlySpan<char> text, List<Unit> units)
    {
        Span<char> word = stackalloc char[40];
        var length = 0;
        var number = false;

        foreach (var raw in text)
        {
            var c = raw is >= '！' and <= '～' ? (char)(raw - '！' + '!') : raw;
            if (char.IsAsciiDigit(c))
            {
                if (!number) End(word, ref length, ref number, units);
                number = true;
                Put(c, word, ref length);
            }
            else if (c == '.' && number && length > 0 && !word[..length].Contains('.'))
            {
                Put(c, word, ref length);
            }
            else if (char.IsAsciiLetter(c))
            {
                if (number) End(word, ref length, ref number, units);
                Put(char.ToLowerInvariant(c), word, ref length);
            }
            else if (c is '\'' or '’' && length > 0 && !number)
            {
                // grower's is one word, and so is the pinyin xi'an
            }
            else if (IsHan(c))
            {
                End(word, ref length, ref number, units);
                units.Add(new(UnitKind.Han, Character(c)));
            }
            else if (char.IsLetter(c))
            {
                if (number) End(word, ref length, ref number, units);
                foreach (var folded in c.ToString().Transliterate())
                    if (char.IsAsciiLetter(folded)) Put(char.ToLowerInvariant(folded), word, ref length);
            }
            else
            {
                End(word, ref length, ref number, units);
                if (units.Count > 0 && units[^1].Kind != UnitKind.Gap) units.Add(Unit.Gap);
            }
        }
        End(word, ref length, ref number, units);
    }

    /// <summary>
    /// A weight written at <paramref name="at"/> (5斤, 2.5kg, 五斤, 1吨) in grams, and how many units it takes; 0 when there is none.
    /// </summary>
    public static (long Grams, int Units) Weight(List<Unit> units, int at)
    {
        var (value, digits) = Numeral(units, at);
        if (digits == 0) return default;
        var (gramsEach, name) = Measure(units, at + digits);
        if (name == 0) return default;
        var grams = value * gramsEach;
        return grams is > 0 and <= MaxGrams && decimal.IsInteger(grams) ? ((long)grams, digits + name) : default;
    }

    /// <summary>A Chinese numeral before 号 or 级 in digits (一号 → 1), since people write 台农1号 both ways; null when there is none.</summary>
    public static (string Digits, int Units)? Ordinal(List<Unit> units, int at)
    {
        if (units[at].Kind != UnitKind.Han) return null;
        var (value, length) = Numeral(units, at);
        return length > 0 && decimal.IsInteger(value) && at + length < units.Count && units[at + length].Text is "号" or "级"
            ? (value.ToString(CultureInfo.InvariantCulture), length)
            : null;
    }

    public static string WeightTerm(long grams) => string.Create(CultureInfo.InvariantCulture, $"={grams}");

    /// <summary>English in the singular: mangoes → mango, berries → berry, bananas → banana; never shorter than three letters.</summary>
    public static string Stem(string word)
    {
        if (word.Length < 4 || word[^1] != 's' || word[^2] is 's' or 'u' or 'i') return word;
        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4) return string.Concat(word.AsSpan(0, word.Length - 3), "y");
        if (word.EndsWith("es", StringComparison.Ordinal) && word.Length > 4)
        {
            var before = word.AsSpan(0, word.Length - 2);
            if (before[^1] is 'o' or 'x' or 's' or 'z' || before.EndsWith("ch") || before.EndsWith("sh")) return before.ToString();
        }
        return word[..^1];
    }

    public static bool IsHan(char c) => c is >= '\u4e00' and <= '\u9fff' or >= '\u3400' and <= '\u4dbf' or >= '\uf900' and <= '\ufaff' or '〇';

    public static string Character(char c) => Characters[c] ??= c.ToString();

    private static (decimal Value, int Units) Numeral(List<Unit> units, int at)
    {
        if (units[at].Kind == UnitKind.Number)
            return decimal.TryParse(units[at].Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var written) && written <= MaxGrams
                ? (written, 1) : default;

        // Chinese numerals as far as weights go: 半, 五, 十, 十二, 二十五, 一百.
        decimal total = 0, digit = 0;
        var i = at;
        for (; i < units.Count && i - at < 6 && units[i].Kind == UnitKind.Han; i++)
        {
            var c = units[i].Text[0];
            if (c == '半' && i == at) return (0.5m, 1);
            if ("一二三四五六七八九".IndexOf(c) is >= 0 and var n) digit = n + 1;
            else if (c == '两') digit = 2;
            else if (c is '十' or '百')
            {
                total += (digit == 0 ? 1 : digit) * (c == '十' ? 10 : 100);
                digit = 0;
            }
            else break;
        }
        return i == at ? default : (total + digit, i - at);
    }

    private static (long GramsEach, int Units) Measure(List<Unit> units, int at)
    {
        if (at >= units.Count) return default;
        var next = at + 1 < units.Count ? units[at + 1].Text : "";
        return units[at].Text switch
        {
            "斤" or "jin" => (500, 1),
            "公" or "市" when next == "斤" => (units[at].Text == "公" ? 1000 : 500, 2),
            "千" when next == "克" => (1000, 2),
            "克" or "g" => (1, 1),
            "kg" or "kgs" => (1000, 1),
            "吨" => (1_000_000, 1),
            _ => default,
        };
    }

    private static void Put(char c, Span<char> word, ref int length)
    {
        if (length < word.Length) word[length++] = c;
    }

    private static void End(Span<char> word, ref int length, ref bool number, List<Unit> units)
    {
        if (length > 0)
        {
            var text = word[..length];
            if (number) text = text.TrimEnd('.');
            units.Add(length == 1
                ? new(number ? UnitKind.Number : UnitKind.Letter, Character(text[0]))
                : new(number ? UnitKind.Number : UnitKind.Word, text.ToString()));
        }
        length = 0;
        number = false;
    }
}
