using FarmMarket.Kernel;

namespace FarmMarket.Training.Questions;

/// <summary>
/// Reads Aiken: the question, its options by letter, the line that names the right one. A question may run over several lines; one
/// without an answer line ends where the next clearly begins.
/// </summary>
internal static class AikenReader
{
    private sealed class Draft
    {
        public int Line { get; set; }
        public List<string> Stem { get; } = [];
        public List<(char Letter, List<string> Lines)> Options { get; } = [];
        public bool Gap { get; set; }
    }

    public static void Read(string text, QuestionBook book)
    {
        var draft = new Draft();
        (int Line, Draft Draft, string Letters)? answered = null;
        var ignoredFeedback = false;
        var number = 0;
        foreach (var line in text.Split('\n').Select(line => line.Trim()))
        {
            number++;
            if (line.Length == 0)
                draft.Gap = true;
            else if (AikenLine.Feedback().IsMatch(line))
                ignoredFeedback = true;
            else if (AikenLine.Answer().Match(line) is { Success: true } answer)
            {
                Finish();
                draft.Line = draft.Line == 0 ? number : draft.Line;
                answered = (draft.Line, draft, answer.Groups["letters"].Value.Trim());
                draft = new();
            }
            else if (AikenLine.Option().Match(line) is { Success: true } option && (draft.Options.Count > 0 || option.Groups["letter"].Value == "A"))
            {
                Finish();
                if (draft.Options.Count > 0 && option.Groups["letter"].Value == "A")
                    draft = Abandoned();
                draft.Line = draft.Line == 0 ? number : draft.Line;
                draft.Options.Add((option.Groups["letter"].Value[0], [option.Groups["text"].Value]));
                draft.Gap = false;
            }
            else
            {
                Finish();
                if (draft.Options.Count > 0 && draft.Gap)
                    draft = Abandoned();
                draft.Line = draft.Line == 0 ? number : draft.Line;
                (draft.Options.Count == 0 ? draft.Stem : draft.Options[^1].Lines).Add(line);
                draft.Gap = false;
            }
        }
        Finish();
        if (draft.Line > 0)
            Abandoned();

        // Feedback stands below the answer, so a question is only taken when the next one begins.
        void Finish()
        {
            if (answered is not { } done)
                return;
            var ignored = ignoredFeedback;
            (answered, ignoredFeedback) = (null, false);
            book.Take(done.Line, () =>
            {
                if (ignored)
                    book.Change(done.Line, "Aiken 里的反馈没有导入");
                return Question(done.Draft, done.Letters);
            });
        }

        Draft Abandoned()
        {
            book.Skip(draft.Line, draft.Options.Count == 0 ? "后面没有以 A. 开头的选项" : "没有写明答案（ANSWER: 字母）");
            return new();
        }
    }

    private static SingleChoice Question(Draft draft, string letters)
    {
        if (draft.Options.Count == 0)
            throw new RuleBroken("后面没有以 A. 开头的选项");
        if (draft.Options.Select(option => option.Letter).Distinct().Count() < draft.Options.Count)
            throw new RuleBroken("有两个选项用了同一个字母");
        if (letters.Length != 1 || !draft.Options.Exists(option => option.Letter == char.ToUpperInvariant(letters[0])))
            throw new RuleBroken("答案“{0}”不是选项里的一个字母", QuestionRules.Quoted(letters));
        var text = new QuestionText(string.Join('\n', draft.Stem), TextFormat.Plain);
        return new([.. draft.Options.Select(option => new Choice(
            new(string.Join('\n', option.Lines), TextFormat.Plain), option.Letter == char.ToUpperInvariant(letters[0]) ? 100 : 0, QuestionText.None))])
        {
            Name = QuestionRules.NameFrom(text),
            Text = text,
        };
    }
}
