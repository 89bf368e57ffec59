using System.Text;
using FarmMarket.Kernel;
using FarmMarket.Tables;

namespace FarmMarket.Training.Questions;

public enum QuestionFormat
{
    Gift,
    Aiken,
    MoodleXml,
}

/// <summary>What the trainer should know of a question. The message is a text key with its values.</summary>
/// <param name="Line">Of the file that was read; of what is written, the question's place among those given, from 1.</param>
public sealed record QuestionNote(int Line, string Message, IReadOnlyList<object> Values);

/// <param name="Line">Where it begins in the file.</param>
public sealed record TakenQuestion(int Line, Question Question);

/// <param name="Changed">Of the questions taken: what of them could not be kept as it was.</param>
/// <param name="Skipped">The questions left out, and why.</param>
public sealed record QuestionImport(IReadOnlyList<TakenQuestion> Taken, IReadOnlyList<QuestionNote> Changed, IReadOnlyList<QuestionNote> Skipped);

/// <param name="Changed">Of the questions written: what the format has no place for.</param>
/// <param name="Skipped">The questions that the format can't say at all.</param>
public sealed record QuestionExport(byte[] File, IReadOnlyList<QuestionNote> Changed, IReadOnlyList<QuestionNote> Skipped);

/// <summary>Takes a trainer's questions in and gives them out in the formats of Moodle. One bad question never costs the good ones.</summary>
public static class QuestionFiles
{
    public const int LargestFile = 2 * 1024 * 1024;
    private const int MostQuestions = 2_000;

    /// <summary>Throws only <see cref="RuleBroken"/>, and only when nothing of the file can be used.</summary>
    public static QuestionImport Read(QuestionFormat format, byte[] file)
    {
        if (file.Length > LargestFile)
            throw new RuleBroken("文件太大，请控制在 {0} MB 以内", LargestFile / 1024 / 1024) { Field = "File", Code = "questions-too-large" };
        var text = Text(file);
        if (string.IsNullOrWhiteSpace(text))
            throw new RuleBroken("文件是空的") { Field = "File", Code = "questions-empty" };
        var book = new QuestionBook(MostQuestions);
        switch (format)
        {
            case QuestionFormat.Gift:
                GiftReader.Read(text, book);
                break;
            case QuestionFormat.Aiken:
                AikenReader.Read(text, book);
                break;
            default:
                MoodleXmlReader.Read(text, book);
                break;
        }
        return book.Import();
    }

    public static QuestionExport Write(QuestionFormat format, IReadOnlyList<Question> questions)
    {
        var book = new QuestionBook(int.MaxValue);
        var text = format switch
        {
            QuestionFormat.Gift => GiftWriter.Write(questions, book),
            QuestionFormat.Aiken => AikenWriter.Write(questions, book),
            _ => MoodleXmlWriter.Write(questions, book),
        };
        var notes = book.Import();
        return new(Encoding.UTF8.GetBytes(text), notes.Changed, notes.Skipped);
    }

    /// <summary>Lines end in <c>\n</c>, and there are no characters that can't be written down.</summary>
    private static string Text(byte[] file)
    {
        var text = FileText.Decode(file)?.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        if (text is null || text.Contains('\0'))
            throw new RuleBroken("这不是文本文件，请上传从题库导出的文件") { Field = "File", Code = "not-text" };
        if (text.IndexOf('\ufffd') is var bad and >= 0)
            throw new RuleBroken("第 {0} 行有认不出的字，请把文件另存为 UTF-8 编码再上传", text.AsSpan(0, bad).Count('\n') + 1) { Field = "File", Code = "not-text" };
        return string.Create(text.Length, text, static (clean, written) =>
        {
            for (var i = 0; i < written.Length; i++)
                clean[i] = (char.IsControl(written[i]) && written[i] is not '\n' and not '\t') || written[i] is '\ufffe' or '\uffff' ? ' ' : written[i];
        });
    }
}

/// <summary>Collects what becomes of the questions of a file. What was changed in a question that is then skipped is forgotten.</summary>
internal sealed class QuestionBook(int mostQuestions)
{
    private readonly List<TakenQuestion> taken = [];
    private readonly List<QuestionNote> changed = [];
    private readonly List<QuestionNote> skipped = [];
    private readonly List<QuestionNote> changing = [];

    /// <summary>Makes the question at that line, unless a rule says no.</summary>
    public void Take(int line, Func<Question> make) =>
        Try(line, () => taken.Add(new(line, QuestionRules.Checked(make(), (message, values) => Change(line, message, values)))));

    /// <summary>Does what may be refused with the question at that line.</summary>
    public void Try(int line, Action act)
    {
        try
        {
            changing.Clear();
            act();
            changed.AddRange(changing);
        }
        catch (RuleBroken rule)
        {
            Skip(line, rule.Message, rule.Values);
        }
        NotTooMany();
    }

    /// <summary>The same is told once a question.</summary>
    public void Change(int line, string message, params object[] values)
    {
        if (!changing.Exists(note => note.Message == message))
            changing.Add(new(line, message, values));
    }

    public void Skip(int line, string message, params object[] values)
    {
        skipped.Add(new(line, message, values));
        NotTooMany();
    }

    public QuestionImport Import() => new(taken, changed, skipped);

    private void NotTooMany()
    {
        if (taken.Count + skipped.Count > mostQuestions)
            throw new RuleBroken("一个文件最多 {0} 道题，请分成几个文件", mostQuestions) { Field = "File", Code = "too-many-questions" };
    }
}
