using System.Globalization;
using System.Text.RegularExpressions;

namespace FarmMarket.StripeSandbox;

/// <summary>The parameters of a request, flat as they came: <c>line_items[0][price_data][currency]</c>. What an endpoint doesn't know is refused.</summary>
public sealed partial class Asked
{
    private readonly Dictionary<string, string> values;

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();

    private Asked(Dictionary<string, string> values) => this.values = values;

    public static async Task<Asked> Of(HttpRequest request)
    {
        var pairs = HttpMethods.IsGet(request.Method) ? request.Query.AsEnumerable()
            : request.HasFormContentType ? (await request.ReadFormAsync()).AsEnumerable()
            : [];
        return new(pairs.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()));
    }

    /// <summary>Everything in one line, to tell one request from another.</summary>
    public string Fingerprint => string.Join('&', values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    public IReadOnlyDictionary<string, string> All => values;

    /// <param name="known">Names with <c>[]</c> for an index and <c>[*]</c> at the end for free keys.</param>
    public Asked Only(params string[] known)
    {
        foreach (var name in values.Keys)
        {
            var shape = Index().Replace(name, "[]");
            if (!known.Contains(shape) && !shape.StartsWith("expand", StringComparison.Ordinal)
                && !known.Any(each => each.EndsWith("[*]", StringComparison.Ordinal) && shape.StartsWith(each[..^2], StringComparison.Ordinal)))
                throw StripeError.Invalid("parameter_unknown", $"Received unknown parameter: {name}", name);
        }
        return this;
    }

    public string? Text(string name) => values.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    public string Needed(string name) => Text(name) ?? throw StripeError.Invalid("parameter_missing", $"Missing required param: {name}.", name);

    public long? Whole(string name) => Text(name) is not { } text ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
        : throw StripeError.Invalid("parameter_invalid_integer", $"Invalid integer: {text}", name);

    /// <summary>In minor units.</summary>
    public long Amount(string name)
    {
        _ = Needed(name);
        return Whole(name) is > 0 and <= 99_999_999 and var amount ? amount : throw StripeError.Invalid("parameter_invalid_integer", $"Invalid amount: {Text(name)}", name);
    }

    public void Currency(string name)
    {
        if (Needed(name) != "cny")
            throw StripeError.Invalid("invalid_currency", $"Invalid currency: {Text(name)}. This account takes cny.", name);
    }

    /// <summary>Of metadata[a]=b and its like.</summary>
    public Dictionary<string, string> Under(string name) => values.Where(pair => pair.Key.StartsWith(name + "[", StringComparison.Ordinal) && pair.Key.EndsWith(']'))
        .ToDictionary(pair => pair.Key[(name.Length + 1)..^1], pair => pair.Value);

    public IEnumerable<string> List(string name) => values.Where(pair => Index().Replace(pair.Key, "[]") == name + "[]").Select(pair => pair.Value);
}
