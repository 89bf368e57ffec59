namespace FarmMarket.Kernel;

/// <summary>One page of a list that grows, newest first; <see cref="Next"/> is the cursor for the following page, null at the end.</summary>
public sealed record Slice<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>Makes a slice of at most <paramref name="size"/> from <c>size + 1</c> rows read.</summary>
    public static Slice<T> Of(IReadOnlyList<T> read, int size, Func<T, long> key) =>
        read.Count > size
            ? new([.. read.Take(size)], Cursor.Write(key(read[size - 1])))
            : new(read, null);
}

/// <summary>Cursors are the last key seen. A cursor that can't be read starts at the beginning, it is never an error.</summary>
public static class Cursor
{
    public static string Write(long key) => key.ToString("x", System.Globalization.CultureInfo.InvariantCulture);

    public static long? Read(string? cursor) =>
        long.TryParse(cursor, System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture, out var key) ? key : null;
}
