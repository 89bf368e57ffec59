using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;

namespace FarmMarket.Web.Api;

/// <summary>/openapi/v1.json: what routes and types don't say by themselves.</summary>
internal static class ApiDocument
{
    private const string Bearer = "bearer";

    private const string About = """
        The market for phone clients and mini-programs: the same requests that its pages send.

        * **Money** is in fen (1/100 yuan, CNY) in members ending in `Fen`, **weight** in grams in members ending in `Grams`.
        * **Times** are ISO 8601 in UTC (`2026-07-01T02:00:00Z`); days are dates in Asia/Shanghai.
        * Things are named by **slugs and numbers** as people see them, lines of an order by their place in it, from 1; only packs have an id (`packId`).
        * **Lists** are paged: hand `next` back as `after` until it is null.
        * **Repeating a POST** is safe with an `Idempotency-Key` header (1 to 80 visible ASCII characters, of your choosing, one for each
          intent): for a week the second gets the first one's answer. The same key with another body is refused with 409.
        * **Errors** are problem details (RFC 9457, `application/problem+json`) with a stable `code` and one entry in `errors` for each field
          or line; `title` and `message` follow `Accept-Language` (zh, en).
        """;

    public static void AddApiDocument(this IServiceCollection services) =>
        services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = route => route.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new() { Title = "FarmMarket API", Version = "v1", Description = About };
                document.Servers = [new() { Url = "/" }];
                document.Components ??= new();
                document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The accessToken of POST /api/v1/login." },
                };
                return Task.CompletedTask;
            });
            options.AddOperationTransformer((operation, context, _) =>
            {
                if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Any())
                    operation.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
                return Task.CompletedTask;
            });
            options.AddSchemaTransformer((schema, context, _) =>
            {
                // Its converter hides what it is.
                if ((Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type) == typeof(DateTimeOffset))
                {
                    (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");
                    schema.Examples = [JsonValue.Create("2026-07-01T02:00:00Z")];
                }
                if (ApiExamples.Of(context.JsonTypeInfo.Type) is { } example)
                    schema.Examples = [example];
                return Task.CompletedTask;
            });
        });
}
