using System.Text;
using AnyAscii;

namespace FarmMarket.Kernel;

/// <summary>Addresses that people can read: 田阳阿美果园 → <c>tian-yang-a-mei-guo-yuan</c>.</summary>
public static class Slug
{
    /// <summary>Lower-case letters, digits and single hyphens, at most <paramref name="longest"/> characters, cut between syllables; empty when nothing of it can be spelt.</summary>
    public static string Of(string text, int longest = 50)
    {
        var slug = new StringBuilder(longest);
        foreach (var word in Words(text))
        {
            var needed = word.Length + (slug.Length == 0 ? 0 : 1);
            if (slug.Length + needed > longest)
            {
                if (slug.Length == 0)
                    slug.Append(word.AsSpan(0, longest));
                break;
            }
            if (slug.Length > 0)
                slug.Append('-');
            slug.Append(word);
        }
        return slug.ToString();
    }

    /// <summary>The slug itself, or with the first free number after it: mango, mango-2, mango-3 …</summary>
    public static string Free(string slug, IReadOnlySet<string> taken)
    {
        if (!taken.Contains(slug))
            return slug;
        var number = 2;
        while (taken.Contains($"{slug}-{number}"))
            number++;
        return $"{slug}-{number}";
    }

    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var spelt = rune.ToString().Transliterate();
            var aSyllableOfItsOwn = IsHan(rune);
            if (aSyllableOfItsOwn && word.Length > 0)
                yield return Taken(word);
            foreach (var letter in spelt)
            {
                if (char.IsAsciiLetterOrDigit(letter))
                    word.Append(char.ToLowerInvariant(letter));
                else if (letter != '\'' && word.Length > 0)
                    yield return Taken(word);
            }
            if (aSyllableOfItsOwn && word.Length > 0)
                yield return Taken(word);
        }
        if (word.Length > 0)
            yield return Taken(word);
    }

    private static string Taken(StringBuilder word)
    {
        var taken = word.ToString();
        word.Clear();
        return taken;
    }

    private static bool IsHan(Rune rune) => rune.Value is (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
