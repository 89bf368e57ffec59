using System.Text;
using System.Xml;

namespace FarmMarket.Training.Questions;

/// <summary>Writes every kind of question as Moodle's own export has it.</summary>
internal static class MoodleXmlWriter
{
    public static string Write(IReadOnlyList<Question> questions, QuestionBook book)
    {
        var file = new Utf8Writer();
        using (var xml = XmlWriter.Create(file, new XmlWriterSettings { Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.None }))
        {
            xml.WriteStartElement("quiz");
            var category = "";
            for (var i = 0; i < questions.Count; i++)
            {
                var question = questions[i];
                book.Try(i + 1, () =>
                {
                    if (question.Category != category)
                        Category(xml, category = question.Category);
                    new Writing(xml, question).Write();
                });
            }
            xml.WriteEndElement();
        }
        return file.ToString();
    }

    private static void Category(XmlWriter xml, string category)
    {
        xml.WriteStartElement("question");
        xml.WriteAttributeString("type", "category");
        xml.WriteStartElement("category");
        xml.WriteElementString("text", Valid("$course$/top" + (category.Length > 0 ? "/" : "") + category));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>Without what XML has no way to say.</summary>
    private static string Valid(string text)
    {
        var valid = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
                valid.Append(text[i]);
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                valid.Append(text[i]).Append(text[++i]);
        }
        return valid.ToString();
    }

    private sealed class Writing(XmlWriter xml, Question question)
    {
        public void Write()
        {
            xml.WriteStartElement("question");
            xml.WriteAttributeString("type", Type());
            Plain("name", question.Name);
            Text("questiontext", question.Text);
            Text("generalfeedback", question.GeneralFeedback);
            xml.WriteElementString("defaultgrade", QuestionRules.Written(question.Mark));
            xml.WriteElementString("hidden", "0");
            xml.WriteElementString("idnumber", Valid(question.Number));
            Answers();
            if (question.Tags.Count > 0)
            {
                xml.WriteStartElement("tags");
                foreach (var tag in question.Tags)
                    Plain("tag", tag);
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }

        private string Type() => question switch
        {
            SingleChoice or MultipleChoice => "multichoice",
            TrueFalse => "truefalse",
            Numeric => "numerical",
            ShortAnswer => "shortanswer",
            Matching => "matching",
            Sequencing => "ordering",
            _ => "essay",
        };

        private void Answers()
        {
            switch (question)
            {
                case SingleChoice single:
                    Choices(single.Choices, "true", single.Shuffle);
                    break;
                case MultipleChoice multiple:
                    Choices(multiple.Choices, "false", multiple.Shuffle);
                    break;
                case TrueFalse trueFalse:
                    Answer("true", trueFalse.Answer ? 100 : 0, trueFalse.FeedbackForTrue);
                    Answer("false", trueFalse.Answer ? 0 : 100, trueFalse.FeedbackForFalse);
                    break;
                case ShortAnswer shortAnswer:
                    xml.WriteElementString("usecase", shortAnswer.MatchCase ? "1" : "0");
                    foreach (var answer in shortAnswer.Answers)
                        Answer(answer.Text, answer.Weight, answer.Feedback);
                    break;
                case Numeric numeric:
                    foreach (var answer in numeric.Answers)
                        Answer(QuestionRules.Written(answer.Value), answer.Weight, answer.Feedback, answer.Tolerance);
                    if (numeric.FeedbackOtherwise.Value.Length > 0)
                        Answer("*", 0, numeric.FeedbackOtherwise, 0);
                    break;
                case Matching matching:
                    Shuffled(matching.Shuffle);
                    foreach (var pair in matching.Pairs)
                        Pair(pair);
                    break;
                case Sequencing ordering:
                    Ordered(ordering);
                    break;
                case Essay essay:
                    xml.WriteElementString("responseformat", "editor");
                    Text("graderinfo", essay.GraderNotes);
                    break;
            }
        }

        private void Choices(IReadOnlyList<Choice> choices, string single, bool shuffle)
        {
            xml.WriteElementString("single", single);
            Shuffled(shuffle);
            xml.WriteElementString("answernumbering", "abc");
            foreach (var choice in choices)
            {
                xml.WriteStartElement("answer");
                xml.WriteAttributeString("fraction", QuestionRules.Written(choice.Weight));
                Format(choice.Text);
                Words(choice.Text.Value, choice.Text.Format);
                Text("feedback", choice.Feedback);
                xml.WriteEndElement();
            }
        }

        private void Shuffled(bool shuffle) => xml.WriteElementString("shuffleanswers", shuffle ? "true" : "false");

        private void Answer(string text, decimal weight, QuestionText feedback, decimal? tolerance = null)
        {
            xml.WriteStartElement("answer");
            xml.WriteAttributeString("fraction", QuestionRules.Written(weight));
            xml.WriteAttributeString("format", "moodle_auto_format");
            Words(text, TextFormat.Plain);
            Text("feedback", feedback);
            if (tolerance is { } allowed)
                xml.WriteElementString("tolerance", QuestionRules.Written(allowed));
            xml.WriteEndElement();
        }

        private void Pair(MatchPair pair)
        {
            xml.WriteStartElement("subquestion");
            Format(pair.Item);
            Words(pair.Item.Value, pair.Item.Format);
            Plain("answer", pair.Match);
            xml.WriteEndElement();
        }

        private void Ordered(Sequencing ordering)
        {
            xml.WriteElementString("layouttype", "VERTICAL");
            xml.WriteElementString("selecttype", "ALL");
            xml.WriteElementString("selectcount", "0");
            xml.WriteElementString("gradingtype", "ABSOLUTE_POSITION");
            for (var i = 0; i < ordering.Items.Count; i++)
            {
                xml.WriteStartElement("answer");
                xml.WriteAttributeString("fraction", QuestionRules.Written(i + 1));
                Format(ordering.Items[i]);
                Words(ordering.Items[i].Value, ordering.Items[i].Format);
                xml.WriteEndElement();
            }
        }

        private void Text(string name, QuestionText text)
        {
            xml.WriteStartElement(name);
            Format(text);
            Words(text.Value, text.Format);
            xml.WriteEndElement();
        }

        private void Plain(string name, string text)
        {
            xml.WriteStartElement(name);
            Words(text, TextFormat.Plain);
            xml.WriteEndElement();
        }

        private void Format(QuestionText text) => xml.WriteAttributeString("format", text.Format switch
        {
            TextFormat.Html => "html",
            TextFormat.Markdown => "markdown",
            _ => "plain_text",
        });

        private void Words(string text, TextFormat format)
        {
            xml.WriteStartElement("text");
            if (format == TextFormat.Html && !text.Contains("]]>", StringComparison.Ordinal))
                xml.WriteCData(Valid(text));
            else
                xml.WriteString(Valid(text));
            xml.WriteEndElement();
        }
    }

    private sealed class Utf8Writer : StringWriter
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
