using System.Text;
using FarmMarket.Kernel;
using FarmMarket.Testing;
using FarmMarket.Training.Questions;

namespace FarmMarket.Tests.Training;

public sealed class QuestionFilesTests
{
    private static byte[] File(string name) => System.IO.File.ReadAllBytes(Path.Combine(Repository.Root, "tests/FarmMarket.Tests/Training/Files", name));

    private static QuestionImport Read(QuestionFormat format, string text) => QuestionFiles.Read(format, Encoding.UTF8.GetBytes(text));

    private static T Only<T>(QuestionFormat format, string text) where T : Question => Assert.IsType<T>(Assert.Single(Read(format, text).Taken).Question);

    private static T Named<T>(QuestionImport import, string name) where T : Question => Assert.IsType<T>(Assert.Single(import.Taken, taken => taken.Question.Name == name).Question);

    private static QuestionText Plain(string text) => new(text, TextFormat.Plain);

    private static QuestionText Html(string text) => new(text, TextFormat.Html);

    private static IEnumerable<(int, string)> Lines(IEnumerable<QuestionNote> notes) => notes.Select(note => (note.Line, note.Message));

    [Fact]
    public void A_GIFT_file_of_all_kinds_is_read()
    {
        var import = QuestionFiles.Read(QuestionFormat.Gift, File("mango.gift"));

        Assert.Equal([(50, "只有说明文字，没有答案，不是题")], Lines(import.Skipped));
        Assert.Empty(import.Changed);
        Assert.Equal([7, 16, 22, 24, 26, 32, 34, 36, 38, 40, 48, 52, 57], import.Taken.Select(taken => taken.Line));
        Assert.All(import.Taken, taken => Assert.Equal("芒果课/采后处理", taken.Question.Category));

        var single = Named<SingleChoice>(import, "桂七什么时候熟");
        Assert.Equal(Html("<p>桂七芒果在百色一般什么时候成熟？</p>"), single.Text);
        Assert.Equal([new(Html("<p>6 月下旬</p>"), 100, Html("<p>对，比台农晚。</p>")), new(Html("<p>7 月</p>"), 50, QuestionText.None), new(Html("<p>3 月</p>"), 0, Plain("太早了"))], single.Choices);
        Assert.Equal(Html("<p>看果肩是否饱满。</p>"), single.GeneralFeedback);
        Assert.Equal("MG-01", single.Number);
        Assert.Equal(["桂七", "采收]期"], single.Tags);

        Assert.Equal([50m, 50, -100], Named<MultipleChoice>(import, "装箱").Choices.Select(choice => choice.Weight));

        var judged = Named<TrueFalse>(import, "判断");
        Assert.Equal((true, Plain("对！"), Plain("香蕉放乙烯，能催熟。")), (judged.Answer, judged.FeedbackForTrue, judged.FeedbackForFalse));
        Assert.True(Named<TrueFalse>(import, "一斤等于 500 克。").Answer);

        var number = Named<Numeric>(import, "斤数");
        Assert.Equal([new(5, 0.1m, 100, Plain("对")), new(10, 0, 50, Plain("这是斤"))], number.Answers);
        Assert.Equal(Plain("再想想"), number.FeedbackOtherwise);
        Assert.Equal([new(17.5m, 2.5m, 100, QuestionText.None)], Named<Numeric>(import, "糖度").Answers);
        Assert.Equal([new(0.5m, 0, 100, QuestionText.None)], Named<Numeric>(import, "比重").Answers);
        Assert.Equal([new(2, 0, 100, QuestionText.None), new(2, 1, 50, QuestionText.None)], Named<Numeric>(import, "单价").Answers);

        var filled = Named<ShortAnswer>(import, "产地");
        Assert.Equal("百色芒果产自 _____ 省区。", filled.Text.Value);
        Assert.Equal([new("广西", 100, QuestionText.None), new("百色", 80, Plain("再说大一点")), new("Guangxi", 100, QuestionText.None)], filled.Answers);

        var matching = Named<Matching>(import, "连线");
        Assert.Equal([new(Plain("桂七"), "绿"), new(Plain("金煌"), "金黄"), new(QuestionText.None, "紫")], matching.Pairs);
        Assert.Equal(Plain("记住了吗"), matching.GeneralFeedback);

        Named<Essay>(import, "写一写");

        var escaped = Named<SingleChoice>(import, "转义");
        Assert.Equal("集合 {1, 2} 里 ~ 和 # 各是什么？第一行\n第二行，路径 C:\\new", escaped.Text.Value);
        Assert.Equal([Plain("不会=错"), new("**加粗** \\-> 不变", TextFormat.Markdown)], escaped.Choices.Select(choice => choice.Text));
    }

    [Fact]
    public void A_script_stays_text()
    {
        var question = Named<SingleChoice>(QuestionFiles.Read(QuestionFormat.Gift, File("mango.gift")), "脚本");

        Assert.Equal(Html("<script>alert(1)</script>看得到吗？"), question.Text);
        Assert.Equal(Html("<img src=x onerror=alert(1)>"), question.Choices[0].Text);
    }

    [Fact]
    public void The_good_questions_of_a_broken_GIFT_file_are_taken_and_the_others_named_by_their_line()
    {
        var import = QuestionFiles.Read(QuestionFormat.Gift, File("broken.gift"));

        Assert.Equal([(1, "好的一"), (7, "好的二"), (17, "好的三"), (18, "好的四"), (20, "加起来")], import.Taken.Select(taken => (taken.Line, taken.Question.Name)));
        Assert.Equal(
            [(3, "答案的大括号没有合上"), (9, "没有一个选项是对的"), (11, "“{0}”不是能用的数"), (13, "题名后面缺少两个冒号"), (15, "一道题里有两处答案；题与题之间要空一行")],
            Lines(import.Skipped));
        Assert.Equal(["很多"], import.Skipped[2].Values);
        Assert.Equal([(20, "正确选项的分值加起来是 {0}%，已按比例调成 100%")], Lines(import.Changed));
        Assert.Equal([50m, 50, 0], Named<MultipleChoice>(import, "加起来").Choices.Select(choice => choice.Weight));
    }

    [Theory]
    [InlineData("Q {T#wrong}", true, "", "wrong")]
    [InlineData("Q {FALSE#wrong#right}", false, "wrong", "right")]
    [InlineData("Q { false }", false, "", "")]
    public void Feedback_on_true_or_false_belongs_to_what_was_said(string text, bool answer, string forTrue, string forFalse)
    {
        var question = Only<TrueFalse>(QuestionFormat.Gift, text);

        Assert.Equal((answer, Plain(forTrue), Plain(forFalse)), (question.Answer, question.FeedbackForTrue, question.FeedbackForFalse));
    }

    [Fact]
    public void Unmarked_text_with_tags_is_HTML_with_its_line_breaks() =>
        Assert.Equal(Html("第一行<br>\n<b>第二行</b>"), Only<TrueFalse>(QuestionFormat.Gift, "第一行\r\n<b>第二行</b> {T}").Text);

    [Fact]
    public void Blank_lines_and_comments_inside_the_braces_are_borne_and_so_are_many_between_questions()
    {
        var import = Read(QuestionFormat.Gift, "哪个？ {\r\n\r\n  =甲\r\n\r\n\r\n  // 老题\r\n  ~乙\r\n\r\n}\r\n\r\n \r\n\r\n::二::对 {T}");

        Assert.Equal([(1, "哪个？"), (13, "二")], import.Taken.Select(taken => (taken.Line, taken.Question.Name)));
        Assert.Equal(["甲", "乙"], ((SingleChoice)import.Taken[0].Question).Choices.Select(choice => choice.Text.Value));
        Assert.Empty(import.Skipped);
    }

    [Fact]
    public void A_single_choice_with_only_right_choices_is_not_taken_for_an_answer_to_type()
    {
        var question = new SingleChoice([new(Plain("甲"), 100, QuestionText.None), new(Plain("乙"), 100, QuestionText.None)]) { Name = "题", Text = Plain("题") };

        var file = QuestionFiles.Write(QuestionFormat.Gift, [question]).File;

        Assert.Equal(question.Choices, Only<SingleChoice>(QuestionFormat.Gift, Encoding.UTF8.GetString(file)).Choices);
    }

    [Fact]
    public void An_Aiken_file_is_read()
    {
        var import = QuestionFiles.Read(QuestionFormat.Aiken, File("mango.aiken.txt"));

        Assert.Equal([(1, "芒果装箱前要先做什么？"), (7, "Which one is a late variety?"), (26, "用中文标点的题")], import.Taken.Select(taken => (taken.Line, taken.Question.Name)));
        Assert.Equal("Which one is\na late variety?", import.Taken[1].Question.Text.Value);
        Assert.Equal([("甲", 0m), ("乙", 100m)], Named<SingleChoice>(import, "用中文标点的题").Choices.Select(choice => (choice.Text.Value, choice.Weight)));
        Assert.Equal([(7, "Aiken 里的反馈没有导入")], Lines(import.Changed));
        Assert.Equal([(14, "没有写明答案（ANSWER: 字母）"), (18, "答案“{0}”不是选项里的一个字母"), (22, "只有 {0} 个答案，至少要 {1} 个")], Lines(import.Skipped));
    }

    [Fact]
    public void A_Moodle_XML_export_is_read()
    {
        var import = QuestionFiles.Read(QuestionFormat.MoodleXml, File("mango.xml"));

        Assert.Equal([15, 57, 70, 78, 86, 97, 106, 115], import.Taken.Select(taken => taken.Line));
        Assert.Equal(
            [(123, "只有说明文字，没有答案，不是题"), (128, "“{0}”这种题型还不能导入"), (132, "这道题在 Moodle 里已经隐藏")],
            Lines(import.Skipped));
        Assert.Equal(["cloze"], import.Skipped[1].Values);
        Assert.Equal(
            [
                (21, "{0} 个附件（{1}）没有导入，请在题目里重新上传"), (15, "整题答对、答错的反馈没有导入"),
                (57, "分值 {0}% 取到五位小数：{1}%"), (57, "答错扣 {0} 分的设置没有导入"),
                (78, "单位没有导入，答案只看数字"), (115, "作答模板、附件和字数要求没有导入"),
            ],
            Lines(import.Changed));

        var single = Named<SingleChoice>(import, "催熟 & 保鲜");
        Assert.Equal(Html("<p>哪种做法对？[一箱芒果]</p>"), single.Text);
        Assert.Equal([new(Html("<p>套网</p>"), 100, Html("<p>对</p>")), new(Html("<p>冷冻</p>"), 0, QuestionText.None)], single.Choices);
        Assert.Equal((2m, "MG-21", false, "芒果课/采后处理"), (single.Mark, single.Number, single.Shuffle, single.Category));
        Assert.Equal(["桂七", "包装"], single.Tags);
        Assert.Equal(Html("<p>常温 3 天。</p>"), single.GeneralFeedback);

        var three = Named<MultipleChoice>(import, "三样");
        Assert.Equal([33.33333m, 33.33333m, 33.33333m, -50], three.Choices.Select(choice => choice.Weight));
        Assert.All(three.Choices, choice => Assert.Equal(TextFormat.Markdown, choice.Text.Format));

        var judged = Named<TrueFalse>(import, "判断");
        Assert.Equal((false, Plain("会冻伤"), Plain("对")), (judged.Answer, judged.FeedbackForTrue, judged.FeedbackForFalse));
        Assert.Equal([new(5, 0.05m, 100, QuestionText.None)], Named<Numeric>(import, "公斤").Answers);
        Assert.Equal("再算", Named<Numeric>(import, "公斤").FeedbackOtherwise.Value);
        Assert.True(Named<ShortAnswer>(import, "产地").MatchCase);
        Assert.Equal("田阳*", Named<ShortAnswer>(import, "产地").Answers.Single().Text);
        Assert.Equal([new(Html("<b>桂七</b>"), "绿"), new(Html("金煌"), "黄"), new(QuestionText.None, "紫")], Named<Matching>(import, "连线").Pairs);
        Assert.Equal("", Named<Matching>(import, "连线").Category);
        Assert.Equal(["采", "洗", "装"], Named<Sequencing>(import, "先后").Items.Select(item => item.Value));
        Assert.Equal(Html("看三点"), Named<Essay>(import, "说说").GraderNotes);
        Assert.Equal(Html("<script>alert(\"x\")</script>说说"), Named<Essay>(import, "说说").Text);
    }

    [Fact]
    public void A_Moodle_XML_file_cut_off_in_the_middle_gives_the_questions_before()
    {
        var text = Encoding.UTF8.GetString(File("mango.xml"));

        var import = Read(QuestionFormat.MoodleXml, "\n\n" + text[..text.IndexOf("冷库", StringComparison.Ordinal)]);

        Assert.Equal([17, 59], import.Taken.Select(taken => taken.Line));
        Assert.Equal([(74, "文件在这里损坏了，这一题和后面的题没有导入")], Lines(import.Skipped));
    }

    [Fact]
    public void A_picture_written_into_the_text_is_dropped_and_a_picture_elsewhere_stays()
    {
        var import = Read(QuestionFormat.MoodleXml, """
            <quiz><question type="essay"><name><text>x</text></name><questiontext format="html"><text><![CDATA[看
            <IMG alt='' src='data:image/png;base64,AAAA'><img src="https://example.org/a.png">]]></text></questiontext></question></quiz>
            """);

        Assert.Equal("看\n<img src=\"https://example.org/a.png\">", Assert.Single(import.Taken).Question.Text.Value);
        Assert.Equal([(1, "题里嵌着的图片没有导入，请重新上传")], Lines(import.Changed));
    }

    public static TheoryData<QuestionFormat, string, byte[]> NoQuestions => new()
    {
        { QuestionFormat.Gift, "questions-too-large", new byte[QuestionFiles.LargestFile + 1] },
        { QuestionFormat.Gift, "questions-empty", " \r\n "u8.ToArray() },
        { QuestionFormat.Aiken, "not-text", [0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1] },
        { QuestionFormat.Gift, "not-text", [0xff, 0xfe, 0, 0, 0x41, 0] },
        { QuestionFormat.Gift, "not-text", [0x41, 0x0a, 0xff, 0xff, 0x0a] },
        { QuestionFormat.Gift, "too-many-questions", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("Q {T}\n\n", 2_001))) },
        { QuestionFormat.Aiken, "too-many-questions", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("ANSWER: A\n", 2_001))) },
        { QuestionFormat.MoodleXml, "not-moodle-xml", "::Q:: not XML {T}"u8.ToArray() },
        { QuestionFormat.MoodleXml, "not-moodle-xml", "<html><body/></html>"u8.ToArray() },
        { QuestionFormat.MoodleXml, "not-moodle-xml", """<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>"""u8.ToArray() },
        { QuestionFormat.MoodleXml, "not-moodle-xml", Encoding.ASCII.GetBytes("<quiz>" + string.Concat(Enumerable.Repeat("<a>", 200_000))) },
    };

    [Theory, MemberData(nameof(NoQuestions))]
    public void What_holds_no_questions_is_refused(QuestionFormat format, string code, byte[] file) =>
        Assert.Equal(code, Assert.Throws<RuleBroken>(() => QuestionFiles.Read(format, file)).Code);

    [Fact]
    public void A_file_of_Chinese_Windows_or_in_UTF_16_is_read()
    {
        const string text = "::桂七::桂七是晚熟品种。{T}\r\n";
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

        foreach (var encoding in new[] { Encoding.GetEncoding("GB18030"), Encoding.Unicode, Encoding.BigEndianUnicode, new UTF8Encoding(true) })
            Assert.Equal("桂七", Assert.Single(QuestionFiles.Read(QuestionFormat.Gift, [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]).Taken).Question.Name);
    }

    [Fact]
    public void What_a_format_has_no_place_for_is_told()
    {
        var text = Plain("题");
        Question[] questions =
        [
            new SingleChoice([new(Plain("甲"), 100, Plain("对")), new(Plain("乙"), 0, QuestionText.None)], Shuffle: false) { Name = "一", Text = text, Mark = 2 },
            new Sequencing([Plain("甲"), Plain("乙")]) { Name = "二", Text = text },
            new ShortAnswer([new("甲->乙", 100, QuestionText.None)]) { Name = "三", Text = text },
            new Essay(Plain("看三点")) { Name = "四", Text = text },
        ];

        var gift = QuestionFiles.Write(QuestionFormat.Gift, questions);
        Assert.Equal([(1, "GIFT 写不下满分 {0}，再导入时是 1 分"), (1, "GIFT 写不下“选项不打乱”"), (4, "GIFT 写不下评分要点")], Lines(gift.Changed));
        Assert.Equal([(2, "GIFT 写不了排序题，请用 Moodle XML 导出"), (3, "答案里有箭头，GIFT 会当成连线题，请用 Moodle XML 导出")], Lines(gift.Skipped));

        var aiken = QuestionFiles.Write(QuestionFormat.Aiken, questions);
        Assert.Equal([(1, "Aiken 写不下反馈和部分得分")], Lines(aiken.Changed));
        Assert.Equal([2, 3, 4], aiken.Skipped.Select(note => note.Line));
        Assert.Equal("题\nA. 甲\nB. 乙\nANSWER: A\n\n", Encoding.UTF8.GetString(aiken.File));

        var xml = QuestionFiles.Write(QuestionFormat.MoodleXml, questions);
        Assert.Empty(xml.Changed);
        Assert.Empty(xml.Skipped);
    }
}
