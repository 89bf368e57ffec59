using System.Text;
using FarmMarket.Kernel;

namespace FarmMarket.Training.Questions;

/// <summary>Aiken can say single choice in plain text with one right answer, and nothing more.</summary>
internal static class AikenWriter
{
    public static string Write(IReadOnlyList<Question> questions, QuestionBook book)
    {
        var file = new StringBuilder();
        for (var i = 0; i < questions.Count; i++)
        {
            var (place, question) = (i + 1, questions[i]);
            book.Try(place, () => file.Append(Written(question, (message, values) => book.Change(place, message, values))));
        }
        return file.ToString();
    }

    private static string Written(Question question, Action<string, object[]> changed)
    {
        if (question is not SingleChoice { Choices: var choices })
            throw new RuleBroken("Aiken 只能写单选题");
        if (choices.Count > 26 || choices.Count(choice => choice.Weight == 100) != 1)
            throw new RuleBroken("Aiken 只能写一个正确答案、最多 26 个选项");
        if (choices.Select(choice => choice.Text).Append(question.Text).Any(text => text.Format != TextFormat.Plain))
            throw new RuleBroken("Aiken 只能写纯文字，请用 GIFT 或 Moodle XML 导出");
        var stem = QuestionRules.Line(question.Text.Value);
        if (AikenLine.Option().IsMatch(stem) || AikenLine.Answer().IsMatch(stem) || AikenLine.Feedback().IsMatch(stem))
            throw new RuleBroken("题干的开头在 Aiken 里会当成选项或答案，请用 GIFT 或 Moodle XML 导出");
        if (choices.Select(choice => choice.Text).Append(question.Text).Any(text => text.Value.Contains('\n')))
            changed("Aiken 一段文字只能占一行，换行改成了空格", []);
        if (choices.Any(choice => choice.Weight is not (0 or 100) || choice.Feedback.Value.Length > 0) || question.GeneralFeedback.Value.Length > 0)
            changed("Aiken 写不下反馈和部分得分", []);
        var written = new StringBuilder(stem).Append('\n');
        for (var i = 0; i < choices.Count; i++)
            written.Append((char)('A' + i)).Append(". ").Append(QuestionRules.Line(choices[i].Text.Value)).Append('\n');
        return written.Append("ANSWER: ").Append((char)('A' + choices.ToList().FindIndex(choice => choice.Weight == 100))).Append("\n\n").ToString();
    }
}
