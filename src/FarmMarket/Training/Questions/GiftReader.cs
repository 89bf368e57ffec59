using System.Text;
using System.Text.RegularExpressions;
using FarmMarket.Kernel;

namespace FarmMarket.Training.Questions;

/// <summary>
/// Reads GIFT as Moodle documents it. Where a brace is left open, the question ends at the blank line before the next one that opens a
/// brace, so that one slip doesn't swallow the file.
/// </summary>
internal static partial class GiftReader
{
    private const string CategorySign = "$CATEGORY:";

    /// <summary>A question's lines without its comments, which may hold its number and tags.</summary>
    private sealed record Block(int Line, string Text, IReadOnlyList<string> Comments);

    public static void Read(string text, QuestionBook book)
    {
        var category = "";
        foreach (var block in Blocks(text.Split('\n')))
        {
            if (block.Text.StartsWith(CategorySign, StringComparison.Ordinal))
                category = QuestionRules.Category(block.Text[CategorySign.Length..]);
            else
                book.Take(block.Line, () => new Reading(book, block.Line).Question(block, category));
        }
    }

    private static IEnumerable<Block> Blocks(string[] lines)
    {
        var nextBraces = NextBraces(lines);
        var body = new StringBuilder();
        var start = 0;
        var open = false;
        List<string> comments = [], recent = [];
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (IsComment(line))
            {
                recent.Add(line);
                continue;
            }
            var goesOn = line.Length == 0 ? open && nextBraces[i] == '}' : open || !StartsAnew(line);
            if (body.Length > 0 && !goesOn)
            {
                // Comments right above a question belong to it.
                if (line.Length == 0)
                    comments.AddRange(recent);
                yield return new(start + 1, body.ToString().Trim(), comments);
                body.Clear();
                comments = [];
                open = false;
            }
            if (line.Length == 0)
            {
                if (body.Length > 0)
                    body.Append('\n');
                else
                    recent.Clear();
                continue;
            }
            if (body.Length == 0)
            {
                start = i;
                if (line.StartsWith(CategorySign, StringComparison.Ordinal))
                {
                    yield return new(i + 1, line, []);
                    continue;
                }
            }
            comments.AddRange(recent);
            recent.Clear();
            body.Append(lines[i]).Append('\n');
            open = Opens(lines[i], open);
        }
        if (body.Length > 0)
            yield return new(start + 1, body.ToString().Trim(), [.. comments, .. recent]);
    }

    private static bool IsComment(string line) => line.StartsWith("//", StringComparison.Ordinal);

    private static bool StartsAnew(string line) => line.StartsWith("::", StringComparison.Ordinal) || line.StartsWith(CategorySign, StringComparison.Ordinal);

    private static bool Opens(string line, bool open)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (GiftText.IsEscape(line, i))
                i++;
            else if (line[i] is '{' or '}')
                open = line[i] == '{';
        }
        return open;
    }

    /// <summary>For each line the first brace in it or after it.</summary>
    private static char[] NextBraces(string[] lines)
    {
        var braces = new char[lines.Length];
        var next = '\0';
        for (var i = lines.Length - 1; i >= 0; i--)
        {
            var (opening, closing) = IsComment(lines[i].Trim()) ? (-1, -1) : (GiftText.Find(lines[i], "{"), GiftText.Find(lines[i], "}"));
            if (opening >= 0 || closing >= 0)
                next = closing < 0 || (opening >= 0 && opening < closing) ? '{' : '}';
            braces[i] = next;
        }
        return braces;
    }

    private sealed class Reading(QuestionBook book, int line)
    {
        /// <summary>What text is without a mark of its own: as the question's text is marked, or null for Moodle's auto-format.</summary>
        private TextFormat? inherited;

        public Question Question(Block block, string category)
        {
            var raw = block.Text;
            var name = "";
            if (raw.StartsWith("::", StringComparison.Ordinal))
            {
                var end = GiftText.Find(raw, "::", 2);
                if (end < 0)
                    throw new RuleBroken("题名后面缺少两个冒号");
                (name, raw) = (GiftText.Unescaped(raw[2..end]), raw[(end + 2)..].Trim());
            }
            var opening = GiftText.Find(raw, "{");
            if (opening < 0)
                throw new RuleBroken(GiftText.Find(raw, "}") < 0 ? "只有说明文字，没有答案，不是题" : "答案的大括号不成对");
            var closing = GiftText.Find(raw, "}", opening + 1);
            if (closing < 0)
                throw new RuleBroken("答案的大括号没有合上");
            var (before, inside, after) = (raw[..opening], raw[(opening + 1)..closing].Trim(), raw[(closing + 1)..]);
            if (GiftText.Find(after, "{") >= 0)
                throw new RuleBroken("一道题里有两处答案；题与题之间要空一行");
            var text = Stem(string.IsNullOrWhiteSpace(after) ? before : before + "_____" + after);

            var general = GiftText.Find(inside, "####");
            var (number, tags) = Marks(block.Comments);
            return Answered(general < 0 ? inside : inside[..general].Trim(), text) with
            {
                Name = QuestionRules.Name(name, text, Changed),
                GeneralFeedback = general < 0 ? QuestionText.None : Text(inside[(general + 4)..]),
                Category = category,
                Number = number,
                Tags = tags,
            };
        }

        private void Changed(string message, object[] values) => book.Change(line, message, values);

        private static (string Number, IReadOnlyList<string> Tags) Marks(IReadOnlyList<string> comments)
        {
            var marks = comments.SelectMany(comment => Mark().Matches(comment)).ToLookup(
                mark => mark.Groups["kind"].Value, mark => QuestionRules.Line(Escaped().Replace(mark.Groups["value"].Value, "$1")));
            return (marks["id"].FirstOrDefault(""), [.. marks["tag"].Where(tag => tag.Length > 0).Distinct()]);
        }

        private Question Answered(string answers, QuestionText text)
        {
            if (answers.Length == 0)
                return new Essay(QuestionText.None) { Name = "", Text = text };
            if (answers[0] == '#')
                return Numeric(answers[1..].Trim(), text);
            if (answers[0] == '>')
                throw new RuleBroken("GIFT 里的排序题读不了，请用 Moodle XML 导入");
            if (GiftText.Find(answers, "~") >= 0)
                return Chosen(Pieces(answers, "=~"), text);
            var (said, feedback) = Feedback(answers);
            if (GiftText.Unescaped(said).Trim().ToUpperInvariant() is "T" or "TRUE" or "F" or "FALSE")
                return TrueFalse(said.Trim()[0] is 'T' or 't', feedback, text);
            return GiftText.Find(answers, "=") >= 0 && answers.Contains("->", StringComparison.Ordinal)
                ? Matching(Pieces(answers, "="), text)
                : ShortAnswer(answers, text);
        }

        private Question Chosen(List<string> pieces, QuestionText text)
        {
            var choices = pieces.Select(piece =>
            {
                var (said, feedback) = Feedback(piece[1..]);
                var weight = Weight(ref said, piece[0] == '=' ? 100 : 0);
                return new Choice(Text(said), weight, Text(feedback));
            }).ToList();
            return pieces.Exists(piece => piece[0] == '=')
                ? new SingleChoice(choices) { Name = "", Text = text }
                : new MultipleChoice(choices) { Name = "", Text = text };
        }

        /// <summary>Of the two feedbacks the first is for those who were wrong.</summary>
        private TrueFalse TrueFalse(bool answer, string feedback, QuestionText text)
        {
            var (wrong, right) = Feedback(feedback);
            return new(answer, Text(answer ? right : wrong), Text(answer ? wrong : right)) { Name = "", Text = text };
        }

        private Numeric Numeric(string answers, QuestionText text)
        {
            var otherwise = GiftText.Find(answers, "~");
            var accepted = otherwise < 0 ? answers : answers[..otherwise];
            return new(
                [.. WithFirst(accepted).Select(NumericAnswer)],
                otherwise < 0 ? QuestionText.None : Text(Feedback(answers[otherwise..]).Feedback))
            { Name = "", Text = text };
        }

        private NumericAnswer NumericAnswer(string piece)
        {
            var (said, feedback) = Feedback(piece);
            var weight = Weight(ref said, 100);
            var number = GiftText.Unescaped(said);
            if (number.IndexOf("..", StringComparison.Ordinal) is var dots and >= 0)
            {
                var (one, other) = (QuestionRules.Number(number[..dots]), QuestionRules.Number(number[(dots + 2)..]));
                return new((one + other) / 2, Math.Abs(other - one) / 2, weight, Text(feedback));
            }
            var colon = number.IndexOf(':', StringComparison.Ordinal);
            return new(
                QuestionRules.Number(colon < 0 ? number : number[..colon]),
                colon < 0 ? 0 : Math.Abs(QuestionRules.Number(number[(colon + 1)..])),
                weight,
                Text(feedback));
        }

        private Matching Matching(List<string> pieces, QuestionText text) => new(
            [.. pieces.Select(piece =>
            {
                var arrow = piece.IndexOf("->", StringComparison.Ordinal);
                return arrow < 0
                    ? throw new RuleBroken("连线题的“{0}”没有写对应的答案", QuestionRules.Quoted(piece[1..]))
                    : new MatchPair(Text(piece[1..arrow]), QuestionRules.Line(GiftText.Unescaped(piece[(arrow + 2)..])));
            })])
        { Name = "", Text = text };

        private ShortAnswer ShortAnswer(string answers, QuestionText text) => new(
            [.. WithFirst(answers).Select(piece =>
            {
                var (said, feedback) = Feedback(piece);
                var weight = Weight(ref said, 100);
                return new AcceptedAnswer(QuestionRules.Line(GiftText.Unescaped(said)), weight, Text(feedback));
            })])
        { Name = "", Text = text };

        private static List<string> Pieces(string answers, string signs)
        {
            var pieces = GiftText.Split(answers, signs);
            if (pieces[0].Trim() is { Length: > 0 } loose)
                throw new RuleBroken("答案前面要有等号或波浪号：“{0}”", QuestionRules.Quoted(loose));
            QuestionRules.NotTooMany(pieces.Count - 1);
            return pieces[1..];
        }

        /// <summary>Answers after their equals signs; the first may come without.</summary>
        private static IEnumerable<string> WithFirst(string answers)
        {
            var pieces = GiftText.Split(answers, "=");
            QuestionRules.NotTooMany(pieces.Count - 1);
            return pieces.Skip(1).Select(piece => piece[1..]).Prepend(pieces[0]).Where((piece, at) => at > 0 || !string.IsNullOrWhiteSpace(piece));
        }

        private static (string Said, string Feedback) Feedback(string piece)
        {
            var at = GiftText.Find(piece, "#");
            return at < 0 ? (piece, "") : (piece[..at], piece[(at + 1)..]);
        }

        private decimal Weight(ref string said, decimal usual)
        {
            if (WrittenWeight().Match(said) is not { Success: true } written)
                return usual;
            said = said[written.Length..];
            return QuestionRules.Weight(written.Groups[1].Value, Changed);
        }

        private QuestionText Stem(string raw)
        {
            inherited = FormatMark().Match(raw) is { Success: true } mark ? MarkedFormat(mark) : null;
            return Text(raw);
        }

        private QuestionText Text(string raw)
        {
            var mark = FormatMark().Match(raw);
            var text = GiftText.Unescaped(raw[mark.Length..].Trim());
            return (mark.Success ? MarkedFormat(mark) : inherited) is { } format ? new(text, format) : QuestionText.Guessed(text);
        }

        private static TextFormat? MarkedFormat(Match mark) => mark.Groups[1].Value switch
        {
            "html" => TextFormat.Html,
            "markdown" => TextFormat.Markdown,
            "plain" => TextFormat.Plain,
            _ => null,
        };
    }

    [GeneratedRegex(@"^\s*\[(html|markdown|plain|moodle)\]")]
    private static partial Regex FormatMark();

    [GeneratedRegex(@"^\s*%\s*(-?[0-9]{1,3}(?:\.[0-9]{0,20})?)\s*%")]
    private static partial Regex WrittenWeight();

    [GeneratedRegex(@"\[(?<kind>id|tag):(?<value>(?:\\.|[^\[\]\\])+)\]")]
    private static partial Regex Mark();

    [GeneratedRegex(@"\\([\[\]\\])")]
    private static partial Regex Escaped();
}
