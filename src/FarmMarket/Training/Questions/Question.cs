using System.Text.RegularExpressions;

namespace FarmMarket.Training.Questions;

public enum TextFormat
{
    Plain,
    Markdown,
    Html,
}

/// <summary>
/// What a trainer wrote, with how it is meant. HTML and Markdown are kept as written, scripts and all: they are made harmless where they
/// are shown, so nothing may print <see cref="Value"/> as markup without doing that.
/// </summary>
public sealed partial record QuestionText
{
    public static readonly QuestionText None = new("", TextFormat.Plain);

    /// <summary>No blanks around it; its lines end in <c>\n</c>. What is empty is plain.</summary>
    public QuestionText(string value, TextFormat format)
    {
        Value = value.ReplaceLineEndings("\n").Trim();
        Format = Value.Length == 0 ? TextFormat.Plain : format;
    }

    public string Value { get; }
    public TextFormat Format { get; }

    /// <summary>What Moodle calls auto-format: plain text in which tags count and lines break.</summary>
    internal static QuestionText Guessed(string value) =>
        CommonTag().IsMatch(value)
            ? new(value.ReplaceLineEndings("\n").Trim().Replace("\n", "<br>\n", StringComparison.Ordinal), TextFormat.Html)
            : new(value, TextFormat.Plain);

    internal static string WithoutTags(string html) => AnyTag().Replace(html, " ");

    [GeneratedRegex(@"</?(?:a|b|i|u|p|br|em|strong|sub|sup|small|span|div|ul|ol|li|img|audio|video|table|tr|td|th|h[1-6]|pre|code|blockquote|font|hr)\b[^<>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex CommonTag();

    [GeneratedRegex(@"</?[a-z][^<>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex AnyTag();
}

/// <summary>A question of a trainer's bank as written, before anybody is asked it. Weights are percent of the mark, from −100 to 100.</summary>
public abstract record Question
{
    /// <summary>One line by which the trainer finds it; never empty.</summary>
    public required string Name { get; init; }
    public required QuestionText Text { get; init; }

    /// <summary>Shown to everybody who answered, however they did.</summary>
    public QuestionText GeneralFeedback { get; init; } = QuestionText.None;
    public decimal Mark { get; init; } = 1;

    /// <summary>Names from the outermost in, with slashes between; empty at the top of the bank.</summary>
    public string Category { get; init; } = "";

    /// <summary>The trainer's own number for it, empty without.</summary>
    public string Number { get; init; } = "";
    public IReadOnlyList<string> Tags { get; init; } = [];
}

public sealed record Choice(QuestionText Text, decimal Weight, QuestionText Feedback);

/// <summary>At least one choice is worth 100.</summary>
public sealed record SingleChoice(IReadOnlyList<Choice> Choices, bool Shuffle = true) : Question;

/// <summary>What is worth something adds up to 100, but for rounding.</summary>
public sealed record MultipleChoice(IReadOnlyList<Choice> Choices, bool Shuffle = true) : Question;

/// <summary>Feedback belongs to what the trainee said, not to whether it was right.</summary>
public sealed record TrueFalse(bool Answer, QuestionText FeedbackForTrue, QuestionText FeedbackForFalse) : Question;

/// <summary>Right from <c>Value − Tolerance</c> to <c>Value + Tolerance</c>.</summary>
public sealed record NumericAnswer(decimal Value, decimal Tolerance, decimal Weight, QuestionText Feedback);

/// <summary>The first answer that fits counts; any other number gets <paramref name="FeedbackOtherwise"/>.</summary>
public sealed record Numeric(IReadOnlyList<NumericAnswer> Answers, QuestionText FeedbackOtherwise) : Question;

/// <summary>A star stands for any characters, as in Moodle; <c>\*</c> is a star.</summary>
public sealed record AcceptedAnswer(string Text, decimal Weight, QuestionText Feedback);

/// <summary>The first answer that fits counts.</summary>
public sealed record ShortAnswer(IReadOnlyList<AcceptedAnswer> Answers, bool MatchCase = false) : Question;

/// <summary>Without an item it is a match that belongs to nothing.</summary>
public sealed record MatchPair(QuestionText Item, string Match);

public sealed record Matching(IReadOnlyList<MatchPair> Pairs, bool Shuffle = true) : Question;

/// <summary>The items in their right order.</summary>
public sealed record Sequencing(IReadOnlyList<QuestionText> Items) : Question;

/// <summary>Answered in the trainee's own words and graded by a person, who sees the notes.</summary>
public sealed record Essay(QuestionText GraderNotes) : Question;
