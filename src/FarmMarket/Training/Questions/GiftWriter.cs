using System.Text;
using System.Text.RegularExpressions;
using FarmMarket.Kernel;

namespace FarmMarket.Training.Questions;

/// <summary>Writes GIFT that Moodle and <see cref="GiftReader"/> take for the same questions; each text says its format wherever it could be mistaken.</summary>
internal static partial class GiftWriter
{
    private const string Arrow = "->";

    public static string Write(IReadOnlyList<Question> questions, QuestionBook book)
    {
        var file = new StringBuilder();
        var category = "";
        for (var i = 0; i < questions.Count; i++)
        {
            var (place, question) = (i + 1, questions[i]);
            book.Try(place, () =>
            {
                var written = Written(question, (message, values) => book.Change(place, message, values));
                if (question.Category != category)
                    file.Append("$CATEGORY: $course$/top").Append(question.Category.Length > 0 ? "/" : "").Append(category = question.Category).Append("\n\n");
                file.Append(written).Append('\n');
            });
        }
        return file.ToString();
    }

    private static string Written(Question question, Action<string, object[]> changed)
    {
        var answers = Answers(question, changed);
        if (question.Mark != 1)
            changed("GIFT 写不下满分 {0}，再导入时是 1 分", [question.Mark]);
        if (question is SingleChoice { Shuffle: false } or MultipleChoice { Shuffle: false } or Matching { Shuffle: false })
            changed("GIFT 写不下“选项不打乱”", []);
        var general = question.GeneralFeedback.Value.Length > 0 ? "####" + Text(question.GeneralFeedback, question) : "";
        var written = new StringBuilder();
        if (question.Number.Length > 0 || question.Tags.Count > 0)
            written.Append("//").Append(Mark("id", question.Number)).AppendJoin("", question.Tags.Select(tag => Mark("tag", tag))).Append('\n');
        written.Append("::").Append(GiftText.Escaped(question.Name)).Append("::")
            .Append(FormatMark(question.Text.Format)).Append(GiftText.Escaped(question.Text.Value)).Append('{');
        if (question is TrueFalse)
            written.Append(answers[0]).Append(general);
        else
        {
            foreach (var answer in general.Length > 0 ? answers.Append(general) : answers)
                written.Append("\n\t").Append(answer);
            if (written[^1] != '{')
                written.Append('\n');
        }
        return written.Append("}\n").ToString();
    }

    private static IReadOnlyList<string> Answers(Question question, Action<string, object[]> changed)
    {
        switch (question)
        {
            case SingleChoice single:
                // Only one with an equals sign: without any tilde they would be answers to type.
                var right = single.Choices.First(choice => choice.Weight == 100);
                return [.. single.Choices.Select(choice =>
                    (ReferenceEquals(choice, right) ? "=" : Wrong(choice.Weight)) + Text(choice.Text, question) + Feedback(choice.Feedback, question))];
            case MultipleChoice multiple:
                return [.. multiple.Choices.Select(choice => Wrong(choice.Weight) + Text(choice.Text, question) + Feedback(choice.Feedback, question))];
            case TrueFalse trueFalse:
                var (toWrong, toRight) = trueFalse.Answer ? (trueFalse.FeedbackForFalse, trueFalse.FeedbackForTrue) : (trueFalse.FeedbackForTrue, trueFalse.FeedbackForFalse);
                var second = Feedback(toRight, question);
                return [(trueFalse.Answer ? "TRUE" : "FALSE") + (second.Length > 0 && toWrong.Value.Length == 0 ? "#" : Feedback(toWrong, question)) + second];
            case Numeric numeric:
                var otherwise = Feedback(numeric.FeedbackOtherwise, question);
                var accepted = numeric.Answers.Select(answer => Right(answer.Weight, false)
                    + QuestionRules.Written(answer.Value) + ":" + QuestionRules.Written(answer.Tolerance) + Feedback(answer.Feedback, question));
                return otherwise.Length > 0 ? ["#", .. accepted, "~" + otherwise] : ["#", .. accepted];
            case ShortAnswer shortAnswer:
                if (shortAnswer.Answers.Any(answer => Has(answer.Text) || Has(answer.Feedback.Value)))
                    throw new RuleBroken("答案里有箭头，GIFT 会当成连线题，请用 Moodle XML 导出");
                if (shortAnswer.MatchCase)
                    changed("GIFT 写不下“区分大小写”", []);
                return [.. shortAnswer.Answers.Select(answer =>
                    Right(answer.Weight, answer.Text.StartsWith('%')) + GiftText.Escaped(answer.Text) + Feedback(answer.Feedback, question))];
            case Matching matching:
                return matching.Pairs.Any(pair => Has(pair.Item.Value))
                    ? throw new RuleBroken("要连线的内容里有箭头，GIFT 写不了，请用 Moodle XML 导出")
                    : [.. matching.Pairs.Select(pair => $"={Text(pair.Item, question)} {Arrow} {GiftText.Escaped(pair.Match)}")];
            case Essay essay:
                if (essay.GraderNotes.Value.Length > 0)
                    changed("GIFT 写不下评分要点", []);
                return [];
            default:
                throw new RuleBroken("GIFT 写不了排序题，请用 Moodle XML 导出");
        }
    }

    private static bool Has(string text) => text.Contains(Arrow, StringComparison.Ordinal);

    private static string Wrong(decimal weight) => weight == 0 ? "~" : $"~%{QuestionRules.Written(weight)}%";

    private static string Right(decimal weight, bool always) => weight == 100 && !always ? "=" : $"=%{QuestionRules.Written(weight)}%";

    private static string Feedback(QuestionText feedback, Question question) => feedback.Value.Length > 0 ? "#" + Text(feedback, question) : "";

    /// <summary>Without a mark it is as the question's text; what begins like a mark or a weight needs one before it.</summary>
    private static string Text(QuestionText text, Question question) =>
        (text.Value.Length > 0 && (text.Format != question.Text.Format || text.Value[0] is '[' or '%') ? FormatMark(text.Format) : "") + GiftText.Escaped(text.Value);

    private static string FormatMark(TextFormat format) => format switch
    {
        TextFormat.Html => "[html]",
        TextFormat.Markdown => "[markdown]",
        _ => "[plain]",
    };

    private static string Mark(string kind, string value) => value.Length == 0 ? "" : $" [{kind}:{Bracketed().Replace(value, @"\$0")}]";

    [GeneratedRegex(@"[\[\]\\]")]
    private static partial Regex Bracketed();
}
