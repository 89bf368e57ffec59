using System.Text.RegularExpressions;

namespace FarmMarket.Training.Questions;

/// <summary>How the lines of Aiken are told apart, also as Chinese keyboards type them.</summary>
internal static partial class AikenLine
{
    [GeneratedRegex(@"^(?<letter>[A-Z])(?:[.)]\s|[．）、])\s*(?<text>.*)$")]
    public static partial Regex Option();

    [GeneratedRegex(@"^ANSWER\s*[:：](?<letters>.*)$", RegexOptions.IgnoreCase)]
    public static partial Regex Answer();

    /// <summary>What some other programs add.</summary>
    [GeneratedRegex(@"^(?:FEEDBACK|ANSWER_EXPLANATION)\s*[:：]", RegexOptions.IgnoreCase)]
    public static partial Regex Feedback();
}
