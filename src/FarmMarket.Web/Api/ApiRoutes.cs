using FarmMarket.Kernel;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Api;

/// <summary>What routes say about themselves, beside their types: for the document and for those who read the table.</summary>
internal static class ApiRoutes
{
    /// <summary>Gives the operation its id and a sentence.</summary>
    public static RouteHandlerBuilder Says(this RouteHandlerBuilder route, string id, string summary) => route.WithName(id).WithSummary(summary);

    /// <summary>Needs a bearer token.</summary>
    public static TBuilder ForSignedIn<TBuilder>(this TBuilder routes) where TBuilder : IEndpointConventionBuilder => routes.RequireAuthorization();

    /// <summary>Answers these statuses with a <see cref="Problem"/> too.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses)
            route.Produces<Problem>(status, "application/problem+json");
        return route;
    }
}

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
