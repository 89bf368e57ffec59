using System.Text.Json;
using System.Text.Json.Serialization;

namespace FarmMarket.Web.Seeding;

/// <summary>The data files of <c>seeds/</c>, which lie beside the executable.</summary>
internal static class SeedFiles
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "seeds");

    public static string PathOf(string relative) => Path.Combine(Folder, relative);

    public static T Read<T>(string relative) =>
        JsonSerializer.Deserialize<T>(File.ReadAllBytes(PathOf(relative)), Json)
        ?? throw new InvalidDataException($"seeds/{relative} is empty.");

    /// <summary>Every file of a folder, in the order of their names.</summary>
    public static IReadOnlyList<T> ReadAll<T>(string folder) =>
        [.. Directory.EnumerateFiles(PathOf(folder), "*.json").Order(StringComparer.Ordinal).Select(file => Read<T>(Path.GetRelativePath(Folder, file)))];
}
