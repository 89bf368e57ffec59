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

    private static readonly JsonSerializerOptions Some = new(Json) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "seeds");

    public static string PathOf(string relative) => Path.Combine(Folder, relative);

    public static T Read<T>(string relative) =>
        JsonSerializer.Deserialize<T>(File.ReadAllBytes(PathOf(relative)), Json)
        ?? throw new InvalidDataException($"seeds/{relative} is empty.");

    /// <summary>What is asked for of a file that says more.</summary>
    public static T ReadSome<T>(string path) => JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Some) ?? throw new InvalidDataException($"{path} is empty.");

    /// <summary>Every file of a folder, in the order of their names.</summary>
    public static IReadOnlyList<T> ReadAll<T>(string folder) =>
        [.. Directory.EnumerateFiles(PathOf(folder), "*.json").Order(StringComparer.Ordinal).Select(file => Read<T>(Path.GetRelativePath(Folder, file)))];
}
