using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using FarmMarket.Kernel;

namespace FarmMarket.Training.Questions;

/// <summary>
/// Reads what Moodle exports as XML, question by question, so that a file damaged in the middle still gives those before. Nothing outside the
/// file is ever fetched; a DTD ends the reading.
/// </summary>
internal static partial class MoodleXmlReader
{
    /// <summary>Moodle nests eight deep. Beyond this a file is made to exhaust us.</summary>
    private const int Deepest = 64;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreProcessingInstructions = true };

    public static void Read(string text, QuestionBook book)
    {
        NotTooDeep(text);
        // Moodle's own documentation warns of blank lines before the declaration; there is no need to be as strict as XML.
        var xml = text.TrimStart();
        var before = text.AsSpan(0, text.Length - xml.Length).Count('\n');
        using var reader = XmlReader.Create(new StringReader(xml), Settings);
        try
        {
            if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "quiz")
                throw NotMoodle(before + ((IXmlLineInfo)reader).LineNumber);
        }
        catch (XmlException fault)
        {
            throw NotMoodle(before + fault.LineNumber);
        }
        try
        {
            var category = "";
            while (reader.Read())
            {
                if (reader is not { NodeType: XmlNodeType.Element, Depth: 1, LocalName: "question" })
                    continue;
                using var inside = reader.ReadSubtree();
                var question = XElement.Load(inside, LoadOptions.SetLineInfo);
                var line = before + ((IXmlLineInfo)question).LineNumber;
                if (Attribute(question, "type") == "category")
                    category = QuestionRules.Category(Words(Child(question, "category")));
                else
                    book.Take(line, () => new Reading(question, line, before, book).Question() with { Category = category });
            }
        }
        catch (XmlException fault)
        {
            book.Skip(before + fault.LineNumber, "文件在这里损坏了，这一题和后面的题没有导入");
        }
    }

    /// <summary>Trees are walked recursively later, so their depth is looked at first.</summary>
    private static void NotTooDeep(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text.TrimStart()), Settings);
        try
        {
            while (reader.Read())
            {
                if (reader.Depth > Deepest)
                    throw NotMoodle(((IXmlLineInfo)reader).LineNumber);
            }
        }
        catch (XmlException)
        {
            // Told when the reading comes to that place.
        }
    }

    private static RuleBroken NotMoodle(int line) => new("这不是 Moodle XML 题库文件（第 {0} 行）", line) { Field = "File", Code = "not-moodle-xml" };

    private static XElement? Child(XElement? parent, string name) => Children(parent, name).FirstOrDefault();

    private static IEnumerable<XElement> Children(XElement? parent, string name) => parent?.Elements().Where(child => child.Name.LocalName == name) ?? [];

    private static string Attribute(XElement element, string name) => element.Attribute(name)?.Value.Trim() ?? "";

    /// <summary>What stands in its <c>text</c>; markup that somebody forgot to wrap is kept as markup.</summary>
    private static string Words(XElement? element) => Child(element, "text") is not { } text
        ? ""
        : text.HasElements ? string.Concat(text.Nodes().Select(node => node is XText plain ? plain.Value : node.ToString(SaveOptions.DisableFormatting))) : text.Value;

    private static string Value(XElement parent, string name) => Child(parent, name)?.Value.Trim() ?? "";

    private static bool Flag(XElement parent, string name, bool usual) => Value(parent, name).ToUpperInvariant() switch
    {
        "" => usual,
        "1" or "TRUE" => true,
        _ => false,
    };

    private sealed class Reading(XElement element, int line, int before, QuestionBook book)
    {
        /// <summary>What text without a format is: as the question's text.</summary>
        private TextFormat? usual;

        public Question Question()
        {
            if (Flag(element, "hidden", false))
                throw new RuleBroken("这道题在 Moodle 里已经隐藏");
            usual = Format(Child(element, "questiontext"));
            var text = Text(Child(element, "questiontext"));
            var question = Answered(text);
            if (Files() is { Count: > 0 } files)
            {
                var place = before + ((IXmlLineInfo)files[0]).LineNumber;
                book.Change(place, "{0} 个附件（{1}）没有导入，请在题目里重新上传", files.Count, QuestionRules.Quoted(Attribute(files[0], "name")));
            }
            TellOfTheRest();
            var mark = Value(element, "defaultgrade");
            return question with
            {
                Name = QuestionRules.Name(Words(Child(element, "name")), text, Changed),
                GeneralFeedback = Text(Child(element, "generalfeedback")),
                Mark = mark.Length > 0 ? QuestionRules.Number(mark) : 1,
                Number = QuestionRules.Line(Value(element, "idnumber")),
                Tags = [.. Children(Child(element, "tags"), "tag").Select(tag => QuestionRules.Line(Words(tag))).Where(tag => tag.Length > 0).Distinct()],
            };
        }

        private List<XElement> Files() => [.. element.Descendants().Where(file => file.Name.LocalName == "file")];

        private void Changed(string message, object[] values) => book.Change(line, message, values);

        private Question Answered(QuestionText text)
        {
            switch (Attribute(element, "type"))
            {
                case "multichoice":
                    var shuffle = Flag(element, "shuffleanswers", true);
                    var choices = Children(element, "answer").Select(answer => new Choice(Text(answer), Weight(answer), Feedback(answer))).ToList();
                    return Flag(element, "single", true)
                        ? new SingleChoice(choices, shuffle) { Name = "", Text = text }
                        : new MultipleChoice(choices, shuffle) { Name = "", Text = text };
                case "truefalse":
                    return TrueFalse(text);
                case "shortanswer":
                    return new ShortAnswer(
                        [.. Children(element, "answer").Select(answer => new AcceptedAnswer(QuestionRules.Line(Words(answer)), Weight(answer), Feedback(answer)))],
                        Flag(element, "usecase", false))
                    { Name = "", Text = text };
                case "numerical":
                    return Numeric(text);
                case "matching" or "match":
                    return new Matching(
                        [.. Children(element, "subquestion").Select(pair => new MatchPair(Text(pair), QuestionRules.Line(Words(Child(pair, "answer")))))],
                        Flag(element, "shuffleanswers", true))
                    { Name = "", Text = text };
                case "ordering":
                    return new Sequencing([.. Children(element, "answer").Select(Text)]) { Name = "", Text = text };
                case "essay":
                    return new Essay(Text(Child(element, "graderinfo"))) { Name = "", Text = text };
                case "description":
                    throw new RuleBroken("只有说明文字，没有答案，不是题");
                case "":
                    throw new RuleBroken("没有写明题型");
                case var other:
                    throw new RuleBroken("“{0}”这种题型还不能导入", QuestionRules.Quoted(other));
            }
        }

        private TrueFalse TrueFalse(QuestionText text)
        {
            var answers = Children(element, "answer").ToLookup(answer => Words(answer).Trim().ToUpperInvariant());
            var (yes, no) = (answers["TRUE"].FirstOrDefault(), answers["FALSE"].FirstOrDefault());
            var (yesIsRight, noIsRight) = (yes is not null && Weight(yes) == 100, no is not null && Weight(no) == 100);
            if (yesIsRight == noIsRight)
                throw new RuleBroken("判断题没有写明是对还是错");
            return new(yesIsRight, Feedback(yes), Feedback(no)) { Name = "", Text = text };
        }

        private Numeric Numeric(QuestionText text)
        {
            if (Children(Child(element, "units"), "unit").Any())
                book.Change(line, "单位没有导入，答案只看数字");
            var answers = Children(element, "answer").ToLookup(answer => Words(answer).Trim() == "*");
            foreach (var other in answers[true].Where(other => Weight(other) != 0))
                book.Change(line, "“其他任何答案”得 {0}% 没有导入，按 0 分算", Weight(other));
            return new(
                [.. answers[false].Select(answer => new NumericAnswer(QuestionRules.Number(Words(answer)), Tolerance(answer), Weight(answer), Feedback(answer)))],
                Feedback(answers[true].FirstOrDefault()))
            { Name = "", Text = text };
        }

        private static decimal Tolerance(XElement answer) => Value(answer, "tolerance") is { Length: > 0 } tolerance ? Math.Abs(QuestionRules.Number(tolerance)) : 0;

        private decimal Weight(XElement answer) => Attribute(answer, "fraction") is { Length: > 0 } fraction ? QuestionRules.Weight(fraction, Changed) : 0;

        private QuestionText Feedback(XElement? answer) => Text(Child(answer, "feedback"));

        private QuestionText Text(XElement? holder)
        {
            var words = Words(holder);
            var text = Format(holder) is { } format ? new QuestionText(words, format) : QuestionText.Guessed(words);
            return text.Format == TextFormat.Html ? new(Picture().Replace(text.Value, Unillustrated), TextFormat.Html) : text;
        }

        private TextFormat? Format(XElement? holder) => holder is null ? usual : Attribute(holder, "format") switch
        {
            "html" => TextFormat.Html,
            "markdown" => TextFormat.Markdown,
            "plain_text" => TextFormat.Plain,
            "moodle_auto_format" => null,
            _ => usual,
        };

        /// <summary>A picture that came inside the file leaves its description in the text.</summary>
        private string Unillustrated(Match picture)
        {
            var source = Source().Match(picture.Value).Groups["source"].Value;
            if (source.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
                book.Change(line, "题里嵌着的图片没有导入，请重新上传");
            else if (!source.StartsWith("@@PLUGINFILE@@", StringComparison.Ordinal))
                return picture.Value;
            return Description().Match(picture.Value).Groups["alt"].Value is { Length: > 0 } alt ? $"[{alt}]" : "";
        }

        /// <summary>Parts of Moodle's questions that ours don't have.</summary>
        private void TellOfTheRest()
        {
            if (Value(element, "penalty") is { Length: > 0 } penalty && QuestionRules.Number(penalty) is var lost and not 0 && !UsualPenalty(lost))
                book.Change(line, "答错扣 {0} 分的设置没有导入", lost);
            if (Children(element, "hint").Any(hint => !string.IsNullOrWhiteSpace(Words(hint))))
                book.Change(line, "提示没有导入");
            if (Says("correctfeedback") || Says("partiallycorrectfeedback") || Says("incorrectfeedback"))
                book.Change(line, "整题答对、答错的反馈没有导入");
            if (Attribute(element, "type") == "essay" && (Says("responsetemplate") || HasLimits()))
                book.Change(line, "作答模板、附件和字数要求没有导入");
        }

        private bool Says(string name) => !string.IsNullOrWhiteSpace(Words(Child(element, name)));

        private bool HasLimits() => Sets("attachments") || Sets("minwordlimit") || Sets("maxwordlimit");

        private bool Sets(string name) => Value(element, name) is not ("" or "0");

        /// <summary>Moodle writes a third into every question that nobody changed, and 1 into true or false.</summary>
        private bool UsualPenalty(decimal penalty) => penalty is > 0.33m and < 0.34m || (penalty == 1 && Attribute(element, "type") == "truefalse");
    }

    [GeneratedRegex(@"<img\b[^<>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Picture();

    [GeneratedRegex(@"\bsrc\s*=\s*[""']?(?<source>data:|@@PLUGINFILE@@)", RegexOptions.IgnoreCase)]
    private static partial Regex Source();

    [GeneratedRegex(@"\balt\s*=\s*(?:""(?<alt>[^""]*)""|'(?<alt>[^']*)')", RegexOptions.IgnoreCase)]
    private static partial Regex Description();
}
