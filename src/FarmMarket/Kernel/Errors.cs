namespace FarmMarket.Kernel;

/// <summary>A rule of the trade says no. The message is a text key (the Chinese sentence) with its values; pages show it, the API answers 422.</summary>
public sealed class RuleBroken(string message, params object[] values) : Exception(message)
{
    public object[] Values { get; } = values;

    /// <summary>The form field it concerns, e.g. <c>lines[1].quantity</c>; null for the whole form.</summary>
    public string? Field { get; init; }

    /// <summary>A stable word for machines, e.g. <c>out-of-stock</c>.</summary>
    public string Code { get; init; } = "rule-broken";
}

/// <summary>Several rules at once, one per field or line, so that a form shows them all.</summary>
public sealed class RulesBroken(IReadOnlyList<RuleBroken> rules) : Exception(string.Join("; ", rules.Select(rule => rule.Message)))
{
    public IReadOnlyList<RuleBroken> Rules { get; } = rules;
}

/// <summary>There is no such thing, or none that the asker may know of. Always a 404.</summary>
public sealed class NotFound : Exception
{
    public NotFound() : base("not found") { }
}

/// <summary>The request needs a signed-in person: pages lead to sign-in, the API answers 401.</summary>
public sealed class SignInNeeded : Exception;
