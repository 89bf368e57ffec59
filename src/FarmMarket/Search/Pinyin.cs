using System.Collections.Concurrent;
using System.Collections.Frozen;
using AnyAscii;

namespace FarmMarket.Search;

/// <summary>Readings of Chinese characters in plain lower-case pinyin without tones (芒 → mang, 绿 → lu).</summary>
internal static class Pinyin
{
    public const int LongestSyllable = 6;

    // AnyAscii knows one reading a character, and not always the one of produce and places.
    // The first reading is the usual one; every one of them finds the character.
    private static readonly FrozenDictionary<char, string[]> Corrected = new Dictionary<char, string[]>
    {
        ['重'] = ["zhong", "chong"],
        ['长'] = ["chang", "zhang"],
        ['都'] = ["du", "dou"],
        ['行'] = ["xing", "hang"],
        ['乐'] = ["le", "yue"],
        ['茄'] = ["qie", "jia"],
        ['桔'] = ["ju", "jie"],
        ['荠'] = ["qi", "ji"],
        ['圩'] = ["xu", "wei"],
        ['晟'] = ["sheng"],
        ['乾'] = ["gan", "qian"],
        ['粘'] = ["nian", "zhan"],
        ['参'] = ["shen", "can"],
        ['薄'] = ["bo", "bao"],
        ['率'] = ["lv", "shuai"],
        ['藏'] = ["zang", "cang"],
        ['柏'] = ["bai", "bo"],
        ['朝'] = ["chao", "zhao"],
        ['盛'] = ["sheng", "cheng"],
        ['曾'] = ["zeng", "ceng"],
        ['仔'] = ["zai", "zi"],
        ['单'] = ["dan", "shan"],
        ['便'] = ["bian", "pian"],
        ['调'] = ["tiao", "diao"],
        ['会'] = ["hui", "kuai"],
        ['角'] = ["jiao", "jue"],
        ['壳'] = ["ke", "qiao"],
        ['弄'] = ["nong", "long"],
        ['阿'] = ["a", "e"],
        ['呵'] = ["he"],
        ['种'] = ["zhong", "chong"],
        ['石'] = ["shi", "dan"],
        ['省'] = ["sheng", "xing"],
        ['大'] = ["da", "dai"],
        ['卜'] = ["bu", "bo"],
        ['蕃'] = ["fan"],
        ['匙'] = ["shi", "chi"],
    }.ToFrozenDictionary();

    private static readonly ConcurrentDictionary<char, string[]> Readings = new();
    private static readonly Lazy<FrozenSet<string>> Syllables = new(KnownSyllables);

    /// <summary>At least one reading of a Chinese character, the usual one first.</summary>
    public static string[] Of(char han) => Readings.GetOrAdd(han, static c =>
        Corrected.GetValueOrDefault(c) is { } corrected
            ? Array.ConvertAll(corrected, Fold)
            : [Spell(c)]);

    /// <summary>Every way, at most <paramref name="limit"/>, to cut a word into syllables: xian → [xian], [xi, an].</summary>
    public static List<string[]> Cut(string word, int limit = 4)
    {
        var ways = new List<string[]>();
        Cut(Fold(word), 0, [], ways, limit, new bool[word.Length + 1]);
        return ways;
    }

    // Keyboards have no ü: people type lv for 绿 while the index spells lu.
    public static string Fold(string word) => word.ToLowerInvariant().Replace('v', 'u');

    private static bool Cut(string word, int from, List<string> soFar, List<string[]> ways, int limit, bool[] deadEnd)
    {
        if (from == word.Length)
        {
            ways.Add([.. soFar]);
            return true;
        }
        if (deadEnd[from]) return false;
        var reached = false;
        // Longest first, so that the usual reading comes before the rare ones when the limit cuts.
        for (var length = Math.Min(LongestSyllable, word.Length - from); length > 0 && ways.Count < limit; length--)
        {
            var syllable = word.Substring(from, length);
            if (!Syllables.Value.Contains(syllable)) continue;
            soFar.Add(syllable);
            reached |= Cut(word, from + length, soFar, ways, limit, deadEnd);
            soFar.RemoveAt(soFar.Count - 1);
        }
        deadEnd[from] = !reached;
        return reached;
    }

    private static string Spell(char han) => Fold(han.ToString().Transliterate());

    private static FrozenSet<string> KnownSyllables()
    {
        var known = new HashSet<string>(Corrected.Values.SelectMany(readings => readings).Select(Fold));
        // The 6,763 characters of GB 2312 are in this range with rarer ones, whose odd readings (Japanese, Cantonese) do no harm.
        for (var han = '一'; han <= '\u9fa5'; han++)
            if (Spell(han) is { Length: > 0 and <= LongestSyllable } syllable) known.Add(syllable);
        return known.ToFrozenSet();
    }
}
