using System.Diagnostics;
using System.Text;
using System.Text.Json;
using CsCheck;
using FarmMarket.Kernel;
using FarmMarket.Training.Questions;

namespace FarmMarket.Tests.Training;

public sealed class QuestionFileProperties
{
    /// <summary>Everything that means something in one of the formats, and what people write.</summary>
    private static readonly Gen<string> Words = Gen.OneOf(
        "芒果", "桂七 7", "a", "A. ", "B) ", "ANSWER: A", "FEEDBACK: x", "::", ":", "{", "}", "~", "=", "#", "####", "%50%", "%", "\\", "\\n", "n", "\\:", "\n", "\n\n", "//", "\n// ",
        "[html]", "[plain]", "[", "]", "[tag:x]", "$CATEGORY: x", "$course$/top", "/", "->", "- >", "T", "TRUE", "*", "_____", "..", "1:2", "<p>", "</p>", "<script>alert(1)</script>", "<br", "&amp;", "&",
        "]]>", "<![CDATA[", "<!--", "-->", "\"", "'", "🥭", " ", "\t", "　", "é").Array[1, 8].Select(string.Concat);

    private static readonly Gen<QuestionText> Text = Gen.Select(Words, Gen.Enum<TextFormat>(), (words, format) => new QuestionText(words, format));
    private static readonly Gen<QuestionText> Written = Text.Where(text => text.Value.Length > 0);
    private static readonly Gen<QuestionText> Maybe = Gen.Frequency((1, Gen.Const(QuestionText.None)), (1, Text));
    private static readonly Gen<string> Line = Words.Select(QuestionRules.Line).Where(line => line.Length > 0);
    private static readonly Gen<decimal> Weight = Gen.Select(Gen.OneOf(100, 50, 25, 0, -33), Gen.Int[0, 3], (whole, places) => whole / (decimal)Math.Pow(10, places));
    private static readonly Gen<decimal> Number = Gen.Select(Gen.Int[-100_000, 100_000], Gen.OneOf(1m, 10m, 1_000_000m), (whole, by) => whole / by);

    private static Gen<Choice> Choice(Gen<decimal> weight) => Gen.Select(Written, weight, Maybe, (text, worth, feedback) => new Choice(text, worth, feedback));

    private static readonly Gen<Question> Single = Gen.Select(Choice(Gen.Const(100m)), Choice(Weight).Array[1, 5], Gen.Bool, (right, others, shuffle) =>
        (Question)new SingleChoice([right, .. others], shuffle) { Name = "", Text = QuestionText.None });

    private static readonly Gen<Question> Multiple = Gen.Select(
        Gen.OneOf<decimal[]>([100], [50, 50], [33.33333m, 33.33333m, 33.33333m], [12.5m, 87.5m]), Choice(Gen.OneOf(0m, -100m, -12.34567m)).Array[1, 3], Choice(Gen.Const(0m)).Array[3], Gen.Bool,
        (weights, wrong, right, shuffle) => (Question)new MultipleChoice([.. wrong, .. weights.Select((weight, i) => right[i] with { Weight = weight })], shuffle) { Name = "", Text = QuestionText.None });

    private static readonly Gen<Question> Judged = Gen.Select(Gen.Bool, Maybe, Maybe, (answer, one, other) =>
        (Question)new TrueFalse(answer, one, other) { Name = "", Text = QuestionText.None });

    private static readonly Gen<Question> Counted = Gen.Select(Number.Array[1, 4], Number, Weight, Maybe, Maybe, (values, tolerance, weight, feedback, otherwise) =>
        (Question)new Numeric([.. values.Select((value, i) => new NumericAnswer(value, Math.Abs(tolerance), i == 0 ? 100 : weight, feedback))], otherwise) { Name = "", Text = QuestionText.None });

    private static readonly Gen<Question> Filled = Gen.Select(Line.Array[1, 4], Weight, Maybe, Gen.Bool, (answers, weight, feedback, matchCase) =>
        (Question)new ShortAnswer([.. answers.Select((answer, i) => new AcceptedAnswer(answer, i == 0 ? 100 : weight, feedback))], matchCase) { Name = "", Text = QuestionText.None });

    private static readonly Gen<Question> Matched = Gen.Select(Gen.Select(Written, Line).Array[2, 5], Line, Gen.Bool, (pairs, extra, shuffle) =>
        (Question)new Matching([.. pairs.Select(pair => new MatchPair(pair.Item1, pair.Item2)), new(QuestionText.None, extra)], shuffle) { Name = "", Text = QuestionText.None });

    private static readonly Gen<Question> Ordered = Written.Array[2, 5].Select(items => (Question)new Sequencing(items) { Name = "", Text = QuestionText.None });

    private static readonly Gen<Question> Told = Maybe.Select(notes => (Question)new Essay(notes) { Name = "", Text = QuestionText.None });

    private static readonly Gen<Question[]> Bank = Gen.Select(
        Gen.OneOf(Single, Multiple, Judged, Counted, Filled, Matched, Ordered, Told), Gen.Select(Line, Written, Maybe), Gen.Select(Words.Select(QuestionRules.Category), Gen.OneOf(Gen.Const(""), Line)), Line.Array[0, 3], Gen.OneOf(1m, 0.5m, 12m),
        (question, texts, place, tags, mark) => question with
        {
            Name = texts.Item1,
            Text = texts.Item2,
            GeneralFeedback = texts.Item3,
            Category = place.Item1,
            Number = place.Item2,
            Tags = [.. tags.Distinct()],
            Mark = mark,
        }).Array[1, 6];

    private static string Shown(IEnumerable<Question> questions) => string.Join('\n', questions.Select(question => $"{question.GetType().Name} {JsonSerializer.Serialize<object>(question)}"));

    private static bool ComesBack(QuestionFormat format, Question[] bank, Func<Question, Question> expected)
    {
        var export = QuestionFiles.Write(format, bank);
        var left = export.Skipped.Select(note => note.Line).ToHashSet();
        var written = bank.Where((_, at) => !left.Contains(at + 1)).Select(expected).ToList();
        if (written.Count == 0)
            return true;
        var import = QuestionFiles.Read(format, export.File);
        Assert.Empty(import.Skipped);
        Assert.Empty(import.Changed);
        Assert.Equal(Shown(written), Shown(import.Taken.Select(taken => taken.Question)));
        return true;
    }

    [Fact]
    public void Any_bank_written_as_Moodle_XML_comes_back_the_same() =>
        Bank.Sample(bank => QuestionFiles.Write(QuestionFormat.MoodleXml, bank).Skipped.Count == 0 && ComesBack(QuestionFormat.MoodleXml, bank, question => question), iter: 1_500, threads: 1);

    /// <summary>But for what the writer said that GIFT has no place for.</summary>
    [Fact]
    public void Any_bank_written_as_GIFT_comes_back_the_same() =>
        Bank.Sample(bank => ComesBack(QuestionFormat.Gift, bank, question => question switch
        {
            SingleChoice single => single with { Mark = 1, Shuffle = true },
            MultipleChoice multiple => multiple with { Mark = 1, Shuffle = true },
            Matching matching => matching with { Mark = 1, Shuffle = true },
            ShortAnswer shortAnswer => shortAnswer with { Mark = 1, MatchCase = false },
            Essay => new Essay(QuestionText.None)
            {
                Name = question.Name,
                Text = question.Text,
                GeneralFeedback = question.GeneralFeedback,
                Category = question.Category,
                Number = question.Number,
                Tags = question.Tags,
            },
            _ => question with { Mark = 1 },
        }), iter: 1_500, threads: 1);

    [Fact]
    public void Any_single_choice_written_as_Aiken_comes_back_the_same()
    {
        static QuestionText OneLine(QuestionText text) => new(QuestionRules.Line(text.Value), TextFormat.Plain);
        var plain = Bank.Select(bank => bank.OfType<SingleChoice>().Select(single => (Question)(single with
        {
            Text = OneLine(single.Text),
            Choices = [.. single.Choices.Select(choice => choice with { Text = OneLine(choice.Text), Weight = 0 }).Select((choice, i) => i == 0 ? choice with { Weight = 100 } : choice)],
        })).ToArray());
        plain.Where(bank => bank.Length > 0).Sample(bank => ComesBack(QuestionFormat.Aiken, bank, question => new SingleChoice(
            [.. ((SingleChoice)question).Choices.Select(choice => choice with { Feedback = QuestionText.None })])
        { Name = QuestionRules.NameFrom(question.Text), Text = question.Text }), iter: 1_000, threads: 1);
    }

    private static bool OnlyRulesSayNo(QuestionFormat format, byte[] file)
    {
        try
        {
            QuestionFiles.Read(format, file);
        }
        catch (RuleBroken)
        {
        }
        return true;
    }

    [Fact]
    public void Any_bytes_are_read_or_refused() =>
        Gen.Select(Gen.Enum<QuestionFormat>(), Gen.OneOf(Gen.Byte.Array[0, 300], Words.Array[1, 60].Select(words => Encoding.UTF8.GetBytes(string.Concat(words)))))
            .Sample((format, bytes) => OnlyRulesSayNo(format, bytes), iter: 5_000, threads: 1);

    [Fact]
    public void Any_damage_to_a_good_file_is_read_or_refused() =>
        Gen.Select(Gen.Enum<QuestionFormat>(), Bank, Gen.Double[0, 1], Gen.Double[0, 1], Words, Gen.Byte).Sample(
            (format, bank, from, to, put, stray) =>
            {
                var file = QuestionFiles.Write(format, bank).File;
                var (start, end) = ((int)(Math.Min(from, to) * file.Length), (int)(Math.Max(from, to) * file.Length));
                return OnlyRulesSayNo(format, file[..start])
                    && OnlyRulesSayNo(format, [.. file[..start], .. file[end..]])
                    && OnlyRulesSayNo(format, [.. file[..start], .. Encoding.UTF8.GetBytes(put), .. file[start..]])
                    && OnlyRulesSayNo(format, [.. file[..start], stray, .. file.Skip(start + 1)]);
            },
            iter: 2_000,
            threads: 1);

    public static TheoryData<QuestionFormat, string, string> Traps => new()
    {
        { QuestionFormat.Gift, "Q {", "=\n\n" },
        { QuestionFormat.Gift, "Q {", "~a" },
        { QuestionFormat.Gift, "Q {", "#" },
        { QuestionFormat.Gift, "Q {=a", "{\n" },
        { QuestionFormat.Gift, "//", "[tag:" },
        { QuestionFormat.Gift, "", "<img \\" },
        { QuestionFormat.Gift, "", "::" },
        { QuestionFormat.Gift, "{", "%1" },
        { QuestionFormat.Aiken, "Q\nA. a\n", "b\n" },
        { QuestionFormat.Aiken, "Q\n", "A. a\nB. b\n" },
        { QuestionFormat.Aiken, "", "FEEDBACK:\n" },
        { QuestionFormat.MoodleXml, "<quiz><question type=\"essay\"><questiontext format=\"html\"><text>", "&lt;img " },
        { QuestionFormat.MoodleXml, "<quiz><question type=\"essay\"><questiontext format=\"html\"><text><![CDATA[", "<img alt=\"" },
        { QuestionFormat.MoodleXml, "<quiz><question type=\"matching\">", "<subquestion/>" },
        { QuestionFormat.MoodleXml, "<quiz>", "<question><question>" },
    };

    [Theory, MemberData(nameof(Traps))]
    public void No_file_keeps_the_reader_busy(QuestionFormat format, string start, string again)
    {
        var end = start.StartsWith("<quiz><question type=\"essay\"", StringComparison.Ordinal) ? (start.Contains("CDATA", StringComparison.Ordinal) ? "]]>" : "") + "</text></questiontext></question></quiz>"
            : start.Contains("matching", StringComparison.Ordinal) ? "</question></quiz>" : "";
        var file = Encoding.UTF8.GetBytes(start + string.Concat(Enumerable.Repeat(again, (QuestionFiles.LargestFile - 200) / again.Length)) + end);
        var watch = Stopwatch.StartNew();

        OnlyRulesSayNo(format, file);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"It took {watch.Elapsed}");
    }
}
