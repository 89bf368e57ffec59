using System.Globalization;
using System.Text.RegularExpressions;
using FarmMarket.Kernel;

namespace FarmMarket.Training.Questions;

/// <summary>What every question of a bank holds to, whichever file it came from.</summary>
internal static partial class QuestionRules
{
    private const int LongestText = 20_000;
    private const int LongestLine = 255;
    private const int MostAnswers = 100;
    private const decimal LargestNumber = 1_000_000_000_000_000;

    /// <summary>Thirds of a hundred don't add up to it.</summary>
    private const decimal RoundingOfWeights = 0.1m;

    public static Question Checked(Question question, Action<string, object[]> changed)
    {
        if (question.Text.Value.Length == 0)
            throw new RuleBroken("没有题干");
        if (question.Mark is < 0 or > 1000)
            throw new RuleBroken("满分 {0} 不在 0 到 1000 之间", question.Mark);
        NotTooLong([question.Text, question.GeneralFeedback]);
        return question switch
        {
            SingleChoice single => Single(single),
            MultipleChoice multiple => Multiple(multiple, changed),
            TrueFalse trueFalse => Texts(trueFalse, trueFalse.FeedbackForTrue, trueFalse.FeedbackForFalse),
            Numeric numeric => Accepted(
                Texts(numeric, [.. numeric.Answers.Select(answer => answer.Feedback), numeric.FeedbackOtherwise]), numeric.Answers.Select(answer => answer.Weight)),
            ShortAnswer shortAnswer => Short(shortAnswer),
            Matching matching => Matched(matching),
            Sequencing ordering => Ordered(ordering),
            Essay essay => Texts(essay, essay.GraderNotes),
            _ => question,
        };
    }

    private static SingleChoice Single(SingleChoice question)
    {
        Choices(question.Choices);
        return question.Choices.Any(choice => choice.Weight == 100) ? question : throw new RuleBroken("单选题没有得满分的选项");
    }

    private static MultipleChoice Multiple(MultipleChoice question, Action<string, object[]> changed)
    {
        Choices(question.Choices);
        var sum = question.Choices.Where(choice => choice.Weight > 0).Sum(choice => choice.Weight);
        if (sum == 0)
            throw new RuleBroken("没有一个选项是对的");
        if (Math.Abs(sum - 100) <= RoundingOfWeights)
            return question;
        changed("正确选项的分值加起来是 {0}%，已按比例调成 100%", [sum]);
        return question with
        {
            Choices = [.. question.Choices.Select(choice => choice.Weight > 0 ? choice with { Weight = Number(Math.Round(choice.Weight * 100 / sum, 5)) } : choice)],
        };
    }

    private static void Choices(IReadOnlyList<Choice> choices)
    {
        Enough(choices.Count, 2);
        if (choices.Any(choice => choice.Text.Value.Length == 0))
            throw new RuleBroken("有一个选项是空的");
        NotTooLong(choices.SelectMany(choice => new[] { choice.Text, choice.Feedback }));
    }

    private static Question Short(ShortAnswer question)
    {
        if (question.Answers.Any(answer => answer.Text.Length == 0))
            throw new RuleBroken("有一个答案是空的");
        if (question.Answers.Any(answer => answer.Text.Length > LongestLine))
            throw new RuleBroken("填空的答案太长，请控制在 {0} 字以内", LongestLine);
        return Accepted(Texts(question, [.. question.Answers.Select(answer => answer.Feedback)]), question.Answers.Select(answer => answer.Weight));
    }

    private static Question Accepted(Question question, IEnumerable<decimal> weights)
    {
        var all = weights.ToList();
        Enough(all.Count, 1);
        return all.Contains(100) ? question : throw new RuleBroken("没有得满分的答案");
    }

    private static Question Matched(Matching question)
    {
        Enough(question.Pairs.Count, 2);
        if (question.Pairs.Count(pair => pair.Item.Value.Length > 0) < 2)
            throw new RuleBroken("连线题至少要两对");
        if (question.Pairs.Any(pair => pair.Match.Length == 0))
            throw new RuleBroken("连线题有一项没有对应的答案");
        if (question.Pairs.Any(pair => pair.Match.Length > LongestLine))
            throw new RuleBroken("连线题的答案太长，请控制在 {0} 字以内", LongestLine);
        return Texts(question, [.. question.Pairs.Select(pair => pair.Item)]);
    }

    private static Question Ordered(Sequencing question)
    {
        Enough(question.Items.Count, 2);
        if (question.Items.Any(item => item.Value.Length == 0))
            throw new RuleBroken("有一个选项是空的");
        return Texts(question, [.. question.Items]);
    }

    private static Question Texts(Question question, params QuestionText[] texts)
    {
        NotTooLong(texts);
        return question;
    }

    private static void NotTooLong(IEnumerable<QuestionText> texts)
    {
        if (texts.Any(text => text.Value.Length > LongestText))
            throw new RuleBroken("有一段文字太长，请控制在 {0} 字以内", LongestText);
    }

    private static void Enough(int count, int least)
    {
        if (count < least)
            throw new RuleBroken("只有 {0} 个答案，至少要 {1} 个", count, least);
        NotTooMany(count);
    }

    public static void NotTooMany(int count)
    {
        if (count > MostAnswers)
            throw new RuleBroken("有 {0} 个答案，最多 {1} 个", count, MostAnswers);
    }

    /// <summary>A weight as percent, to five places as Moodle keeps them.</summary>
    public static decimal Weight(string percent, Action<string, object[]> changed)
    {
        var weight = Number(percent);
        if (weight is < -100 or > 100)
            throw new RuleBroken("分值 {0}% 不在 −100% 到 100% 之间", weight);
        var rounded = Number(Math.Round(weight, 5, MidpointRounding.AwayFromZero));
        if (rounded != weight)
            changed("分值 {0}% 取到五位小数：{1}%", [weight, rounded]);
        return rounded;
    }

    public static decimal Number(string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= LargestNumber
            ? Number(number)
            : throw new RuleBroken("“{0}”不是能用的数", Quoted(text.Trim()));

    public static string Written(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Without trailing zeros.</summary>
    private static decimal Number(decimal number) => number / 1.0000000000000000000000000000m;

    /// <summary>Short enough for a sentence.</summary>
    public static string Quoted(string text) => Cut(Line(text), 40) is var cut && cut.Length < Line(text).Length ? cut + "…" : cut;

    public static string Line(string text) => Blanks().Replace(text, " ").Trim();

    public static string Name(string written, QuestionText text, Action<string, object[]> changed)
    {
        var line = Line(written);
        if (line.Length > LongestLine)
            changed("题名太长，只留下前 {0} 字", [LongestLine]);
        return line.Length > 0 ? Cut(line, LongestLine) : NameFrom(text);
    }

    /// <summary>For a question that nobody named: how it begins.</summary>
    public static string NameFrom(QuestionText text)
    {
        var line = Cut(Line(text.Format == TextFormat.Html ? QuestionText.WithoutTags(text.Value) : text.Value), 80);
        return line.Length > 0 ? line : "?";
    }

    /// <summary>Without what says in which context of Moodle it was.</summary>
    public static string Category(string path) => Cut(MoodleContext().Replace(Line(path), "").Trim('/', ' '), LongestLine).Trim('/', ' ');

    private static string Cut(string line, int length) =>
        line.Length <= length ? line : line[..(char.IsHighSurrogate(line[length - 1]) ? length - 1 : length)].Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^\$[a-z]+\d*\$(?:/top(?=/|$))?")]
    private static partial Regex MoodleContext();
}
