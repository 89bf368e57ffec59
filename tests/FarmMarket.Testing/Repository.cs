namespace FarmMarket.Testing;

/// <summary>Where this project's own files are, for tests that read its sources.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Source files under a folder of the repository; nothing generated.</summary>
    public static IEnumerable<string> Files(string folder, params string[] endings) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
                && !file.Contains("/node_modules/", StringComparison.Ordinal) && !file.Contains("/Migrations/", StringComparison.Ordinal));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "FarmMarket.sln")))
                return folder.FullName;
        throw new InvalidOperationException("The tests run inside the repository.");
    }
}
