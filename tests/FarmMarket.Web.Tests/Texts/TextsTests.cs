using System.Text.Json;
using System.Text.RegularExpressions;
using FarmMarket.Testing;
using FarmMarket.Web.Texts;

namespace FarmMarket.Web.Tests.Texts;

public sealed partial class TextsTests
{
    /// <summary>Chinese that is data, not a sentence of the interface: names of places, carriers and fruit, readings for the index, seeds.</summary>
    private static readonly string[] Data = ["/Seeding/", "/Search/", "/Regions.cs", "/Carriers.cs", "/Provinces.cs", "/Produce.cs", "/ListingSheet.cs", "/SettlementTable.cs", "/BankStatement.cs", "/LocalText.cs", "/ApiExamples.cs", "/Written.cs", "/Weight.cs"];

    [GeneratedRegex("\"((?:[^\"\\\\\\n]|\\\\.)*[\\u4e00-\\u9fff](?:[^\"\\\\\\n]|\\\\.)*)\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->|^\s*//.*?$|(?<=[\s;{}])//[^\n""]*$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex("[\\u4e00-\\u9fff]+")]
    private static partial Regex Chinese();

    private static IEnumerable<string> Sources() =>
        Repository.Files("src", ".cs", ".cshtml", ".razor").Where(file => !Data.Any(data => file.Contains(data, StringComparison.Ordinal)));

    [Fact]
    public void Every_sentence_of_the_interface_has_its_English()
    {
        var translated = Text.Translated.ToHashSet();
        var missing = Sources()
            .SelectMany(file => Literal().Matches(Comment().Replace(File.ReadAllText(file), "")).Select(match => (file, key: Regex.Unescape(match.Groups[1].Value))))
            .Where(used => !translated.Contains(used.key))
            .Select(used => $"{Path.GetRelativePath(Repository.Root, used.file)}: {used.key}").Distinct().Order().ToList();
        Assert.True(missing.Count == 0, $"{missing.Count} without English:\n" + string.Join('\n', missing));
    }

    [Fact]
    public void No_page_speaks_Chinese_past_the_translation()
    {
        var loose = Repository.Files("src/FarmMarket.Web", ".cshtml", ".razor")
            .Select(file => (file, text: Literal().Replace(Comment().Replace(File.ReadAllText(file), ""), "")))
            .SelectMany(source => Chinese().Matches(source.text).Select(match => $"{Path.GetRelativePath(Repository.Root, source.file)}: {match.Value}"))
            .Where(found => !found.EndsWith(": 中文", StringComparison.Ordinal))
            .ToList();
        Assert.True(loose.Count == 0, string.Join('\n', loose));
    }

    [Fact]
    public void No_text_is_translated_that_nobody_says()
    {
        var said = string.Concat(Sources().Select(File.ReadAllText));
        var unsaid = Text.Translated.Where(key => !said.Contains(key.Replace("\"", "\\\"", StringComparison.Ordinal), StringComparison.Ordinal)).ToList();
        Assert.True(unsaid.Count == 0, string.Join(Environment.NewLine, unsaid));
    }

    /// <summary>Where files differ, whichever is read last would win.</summary>
    [Fact]
    public void A_sentence_is_translated_in_one_place()
    {
        var twice = Repository.Files("src/FarmMarket.Web/Texts", ".en.json")
            .SelectMany(file =>
            {
                using var texts = JsonDocument.Parse(File.ReadAllText(file));
                return texts.RootElement.EnumerateObject().Select(text => (text.Name, File: Path.GetFileName(file))).ToList();
            })
            .GroupBy(text => text.Name, text => text.File).Where(text => text.Count() > 1)
            .Select(text => $"{text.Key}: {string.Join(", ", text)}").ToList();
        Assert.True(twice.Count == 0, string.Join(Environment.NewLine, twice));
    }

    [Fact]
    public void A_translation_takes_the_same_values()
    {
        static IEnumerable<string> Holes(string text) => Regex.Matches(text, @"\{\d+").Select(hole => hole.Value).Distinct().Order();
        var off = Text.Translated.Where(key => !Holes(key).SequenceEqual(Holes(Text.In("en", key)))).ToList();
        Assert.True(off.Count == 0, string.Join(Environment.NewLine, off));
    }
}
