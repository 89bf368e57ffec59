using System.Text.Json;
using FarmMarket.Accounts;
using FarmMarket.Kernel;
using FarmMarket.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Api;

/// <summary>What routes say about themselves, beside their types: for the document and for those who read the table.</summary>
internal static class ApiRoutes
{
    /// <summary>Gives the operation its id and a sentence, a text key: English in the document, the reader's language on /developers.</summary>
    public static RouteHandlerBuilder Says(this RouteHandlerBuilder route, string id, string sentence) =>
        route.WithName(id).WithSummary(Text.In("en", sentence)).WithMetadata(new ApiSentence(sentence));

    /// <summary>Under which heading operations stand, a text key too.</summary>
    public static TBuilder Chapter<TBuilder>(this TBuilder routes, string heading) where TBuilder : IEndpointConventionBuilder =>
        routes.WithTags(Text.In("en", heading)).WithMetadata(new ApiChapter(heading));

    /// <summary>Needs a bearer token.</summary>
    public static TBuilder ForSignedIn<TBuilder>(this TBuilder routes) where TBuilder : IEndpointConventionBuilder => routes.RequireAuthorization();

    /// <summary>Needs the token of somebody who runs the platform; others get 403.</summary>
    public static TBuilder ForOperator<TBuilder>(this TBuilder routes) where TBuilder : IEndpointConventionBuilder => routes.RequireAuthorization(Roles.Operator);

    /// <summary>A word of a query string as the enum it stands for; left out it is <paramref name="otherwise"/>, an unknown one is refused with those that are known.</summary>
    public static T Word<T>(string? word, T otherwise, string parameter) where T : struct, Enum
    {
        if (string.IsNullOrEmpty(word))
            return otherwise;
        foreach (var known in Enum.GetValues<T>())
        {
            if (Word(known) == word)
                return known;
        }
        throw new RuleBroken("没有“{0}”，可用的有：{1}", word, string.Join(", ", Enum.GetValues<T>().Select(Word))) { Field = parameter, Code = "word-unknown" };
    }

    /// <summary>As the API writes it: awaitingPayment.</summary>
    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static int Size(int asked, int most) =>
        asked >= 1 && asked <= most ? asked : throw new RuleBroken("每页 1–{0} 个", most) { Field = "size", Code = "size-invalid" };

    /// <summary>Answers these statuses with a <see cref="Problem"/> too.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses)
            route.Produces<Problem>(status, "application/problem+json");
        return route;
    }
}

internal sealed record ApiSentence(string Zh);

internal sealed record ApiChapter(string Zh);

/// <summary>The header with which a POST may be repeated: the second gets the first one's answer, for a week.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class IdempotencyKeyAttribute : FromHeaderAttribute
{
    public IdempotencyKeyAttribute() => Name = "Idempotency-Key";
}

/// <summary>A text in both languages; English falls back to null where there is none.</summary>
internal sealed record BothTexts(string Zh, string? En)
{
    public static BothTexts Of(LocalText text) => new(text.Zh, string.IsNullOrWhiteSpace(text.En) ? null : text.En);
}
