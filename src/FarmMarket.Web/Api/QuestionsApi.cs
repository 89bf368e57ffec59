using System.Text.Json;
using FarmMarket.Kernel;
using FarmMarket.Training.Questions;
using FarmMarket.Web.Hosting;
using FarmMarket.Web.Texts;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Api;

/// <summary>Question banks of other tools, read before anything is kept of them.</summary>
internal static class QuestionsApi
{
    /// <param name="Changed">Of the questions taken: what of them could not be kept as it was.</param>
    /// <param name="Skipped">Questions left out, and why.</param>
    internal sealed record ReadFile(IReadOnlyList<ReadQuestion> Taken, IReadOnlyList<Note> Changed, IReadOnlyList<Note> Skipped);

    /// <param name="Line">Of the file, from 1.</param>
    internal sealed record Note(int Line, string Message);

    /// <param name="Line">Where it begins in the file.</param>
    /// <param name="Kind">singleChoice, multipleChoice, trueFalse, numeric, shortAnswer, matching, sequencing or essay.</param>
    /// <param name="Mark">What a whole answer is worth.</param>
    /// <param name="Category">Names from the outermost in, with slashes between; empty at the top.</param>
    /// <param name="Answers">Choices, accepted answers and numbers; null for other kinds.</param>
    /// <param name="Answer">Of true or false.</param>
    /// <param name="Pairs">To be matched.</param>
    /// <param name="Items">In their right order.</param>
    internal sealed record ReadQuestion(
        int Line, string Kind, string Name, Formatted Text, Formatted? GeneralFeedback, decimal Mark, string Category, IReadOnlyList<string> Tags, IReadOnlyList<Answer>? Answers, bool? Answer,
        IReadOnlyList<Pair>? Pairs, IReadOnlyList<Formatted>? Items, bool? Shuffle, bool? MatchCase);

    /// <param name="Format">plain, markdown or html; never sanitized, so never to be shown as it is.</param>
    internal sealed record Formatted(string Value, TextFormat Format);

    /// <param name="Weight">Percent of the mark, from -100 to 100.</param>
    /// <param name="Tolerance">Of a number: right within it.</param>
    internal sealed record Answer(Formatted Text, decimal Weight, Formatted? Feedback, decimal? Value, decimal? Tolerance);

    /// <param name="Item">Null: a match that belongs to nothing.</param>
    internal sealed record Pair(Formatted? Item, string Match);

    public static void MapQuestions(this IEndpointRouteBuilder api) =>
        api.MapPost("/question-imports", Read).Chapter("学习").ForSignedIn().RequireRateLimiting(RateLimits.Uploads)
            .WithMetadata(new RequestSizeLimitAttribute(QuestionFiles.LargestFile + 1)).Accepts<Stream>("text/plain", "application/xml", "application/octet-stream")
            .Says("readQuestions", "读一个题库文件，说明哪些题能收、改了什么、哪些收不了，都带行号。现在只能预览。")
            .Refuses(400, 401, 413, 415, 422, 429);

    /// <param name="request"></param>
    /// <param name="mediator"></param>
    /// <param name="texts"></param>
    /// <param name="cancellation"></param>
    /// <param name="format">gift, aiken or moodle-xml.</param>
    /// <param name="preview">true: nothing is kept.</param>
    private static async Task<Ok<ReadFile>> Read(HttpRequest request, IMediator mediator, Text texts, CancellationToken cancellation, string? format = null, bool preview = false)
    {
        if (!preview)
            throw new RuleBroken("现在只能预览，请加上 preview=true") { Field = "preview", Code = "preview-only" };
        var known = Enum.GetValues<QuestionFormat>().ToDictionary(each => JsonNamingPolicy.KebabCaseLower.ConvertName(each.ToString()));
        if (!known.TryGetValue(format ?? "", out var written))
            throw new RuleBroken("没有“{0}”，可用的有：{1}", format ?? "", string.Join(", ", known.Keys)) { Field = "format", Code = "word-unknown" };
        using var file = new MemoryStream();
        await request.Body.CopyToAsync(file, cancellation);
        var read = await mediator.Send(new PreviewQuestions.Query(written, file.ToArray()), cancellation);
        return TypedResults.Ok(new ReadFile([.. read.Taken.Select(Of)], Notes(read.Changed, texts), Notes(read.Skipped, texts)));
    }

    private static IReadOnlyList<Note> Notes(IReadOnlyList<QuestionNote> notes, Text texts) => [.. notes.Select(note => new Note(note.Line, texts[note.Message, [.. note.Values]]))];

    private static ReadQuestion Of(TakenQuestion taken)
    {
        var question = taken.Question;
        ReadQuestion With(
            IReadOnlyList<Answer>? answers = null, bool? answer = null, IReadOnlyList<Pair>? pairs = null, IReadOnlyList<Formatted>? items = null, bool? shuffle = null, bool? matchCase = null) => new(
            taken.Line, JsonNamingPolicy.CamelCase.ConvertName(question.GetType().Name), question.Name, Shown(question.Text), Said(question.GeneralFeedback), question.Mark, question.Category,
            question.Tags, answers, answer, pairs, items, shuffle, matchCase);
        return question switch
        {
            SingleChoice single => With([.. single.Choices.Select(Of)], shuffle: single.Shuffle),
            MultipleChoice multiple => With([.. multiple.Choices.Select(Of)], shuffle: multiple.Shuffle),
            TrueFalse statement => With(
                [
                    new(new("true", TextFormat.Plain), statement.Answer ? 100 : 0, Said(statement.FeedbackForTrue), null, null),
                    new(new("false", TextFormat.Plain), statement.Answer ? 0 : 100, Said(statement.FeedbackForFalse), null, null),
                ], statement.Answer),
            Numeric numeric => With([.. numeric.Answers.Select(number => new Answer(
                new(number.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), TextFormat.Plain), number.Weight, Said(number.Feedback), number.Value, number.Tolerance))]),
            ShortAnswer brief => With([.. brief.Answers.Select(each => new Answer(new(each.Text, TextFormat.Plain), each.Weight, Said(each.Feedback), null, null))], matchCase: brief.MatchCase),
            Matching matching => With(pairs: [.. matching.Pairs.Select(pair => new Pair(Said(pair.Item), pair.Match))], shuffle: matching.Shuffle),
            Sequencing sequence => With(items: [.. sequence.Items.Select(Shown)]),
            _ => With(),
        };
    }

    private static Answer Of(Choice choice) => new(Shown(choice.Text), choice.Weight, Said(choice.Feedback), null, null);

    private static Formatted Shown(QuestionText text) => new(text.Value, text.Format);

    /// <summary>Null for what says nothing.</summary>
    private static Formatted? Said(QuestionText text) => text.Value.Length == 0 ? null : Shown(text);
}
