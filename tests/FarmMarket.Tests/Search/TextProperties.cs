using CsCheck;
using FarmMarket.Search;

namespace FarmMarket.Tests.Search;

public sealed class TextProperties
{
    private static readonly Gen<string> Produce = Gen.OneOf("桂七芒果", "沃柑", "番茄", "5斤装", "台农1号", "A级", "Mango", "grower's", "百色", "长", "·", " ", "２.５kg").Array[1, 6].Select(string.Concat);

    [Fact]
    public void Anything_can_be_typed()
    {
        using var fruit = Fruit.With(Fruit.Mango(1));
        Gen.OneOf(Gen.String[0, 200], Produce, Gen.Char['一', '龥'].Array[0, 30].Select(chars => new string(chars)))
            .Sample(typed => fruit.Find(typed).Total >= 0 && fruit.Index.Complete(typed, 5).Count <= 5, iter: 400, threads: 1);
    }

    [Fact]
    public void Anything_can_be_listed_and_is_found_by_its_whole_title() => Gen.String[1, 40].Sample(
        title =>
        {
            using var fruit = Fruit.With(Fruit.Mango(1, title, null));
            var typed = QueryText.Parse(title);
            return typed.IsEmpty || typed.Clauses.Count == QueryText.MaxClauses || fruit.Ids(title).SequenceEqual([1]);
        },
        iter: 60,
        threads: 1);

    [Fact]
    public void Two_neighbouring_characters_of_a_title_find_it()
    {
        var han = Gen.Char['一', '龥'];
        Gen.Select(han.Array[2, 12].Select(chars => new string(chars)), Gen.Int[0, 10]).Sample(
            (title, at) =>
            {
                using var fruit = Fruit.With(Fruit.Mango(1, title, null));
                var two = title.Substring(Math.Min(at, title.Length - 2), 2);
                return fruit.Ids(two).SequenceEqual([1]);
            },
            iter: 60,
            threads: 1);
    }

    [Fact]
    public void The_reading_of_a_word_finds_it_as_its_characters_do()
    {
        var usual = Gen.OneOf("芒果", "沃柑", "荔枝", "龙眼", "番茄", "山药", "茶油", "猪肉", "绿豆", "糯米", "八角", "田七", "百香果", "火龙果", "猕猴桃", "罗汉果");
        usual.Sample(
            word =>
            {
                using var fruit = Fruit.With(Fruit.Mango(1, word, null) with { Variety = null, VarietyAliases = [] }, Fruit.TeaOil(2) with { Title = new("玉米") });
                var reading = string.Concat(word.Select(c => Pinyin.Of(c)[0]));
                return fruit.Ids(word)[0] == 1 && fruit.Ids(reading).Contains(1);
            },
            iter: 40,
            threads: 1);
    }

    [Fact]
    public void A_spelling_is_cut_into_syllables_that_make_it_again() =>
        Gen.OneOf("xian", "fangan", "mangguo", "guiqimangguo", "lvdou", "nanning", "pingguo", "xinxian", "zhuang", "e").Sample(word =>
        {
            var ways = Pinyin.Cut(word);
            return ways.Count > 0 && ways.TrueForAll(way => string.Concat(way) == Pinyin.Fold(word));
        });

    [Fact]
    public void A_word_that_is_no_pinyin_is_not_cut_however_long()
    {
        Assert.Empty(Pinyin.Cut("mangox"));
        Assert.Empty(Pinyin.Cut(new string('a', 60) + "x"));
    }

    [Fact]
    public void The_distance_of_words_is_that_of_the_plain_definition()
    {
        var words = Gen.Char['a', 'c'].Array[0, 7].Select(chars => new string(chars));
        Gen.Select(words, words).Sample((a, b) => Math.Min(EditDistance.Within(a, b, 2), 3) == Math.Min(Plain(a, b), 3), iter: 3_000);

        static int Plain(string a, string b)
        {
            if (a.Length == 0 || b.Length == 0)
                return a.Length + b.Length;
            var best = Math.Min(Math.Min(Plain(a[1..], b), Plain(a, b[1..])) + 1, Plain(a[1..], b[1..]) + (a[0] == b[0] ? 0 : 1));
            return a.Length > 1 && b.Length > 1 && a[0] == b[1] && a[1] == b[0] ? Math.Min(best, Plain(a[2..], b[2..]) + 1) : best;
        }
    }

    [Theory]
    [InlineData("mangoes", "mango")]
    [InlineData("berries", "berry")]
    [InlineData("bananas", "banana")]
    [InlineData("peaches", "peach")]
    [InlineData("boxes", "box")]
    [InlineData("asparagus", "asparagus")]
    [InlineData("grass", "grass")]
    [InlineData("pies", "pie")]
    [InlineData("gas", "gas")]
    public void English_is_kept_in_the_singular(string word, string singular) => Assert.Equal(singular, MarketText.Stem(word));
}
