using System.Text.RegularExpressions;

namespace JamieDaemon.Slack.Context;

/// <summary>Finds who and what is mentioned by id in a text.</summary>
internal static partial class References
{
    /// <summary>In Slack text: <c>&lt;@U1&gt;</c>, <c>&lt;#C1&gt;</c>, <c>&lt;!subteam^S1&gt;</c>. One that brings its name is none.</summary>
    public static IEnumerable<string> InSlackText(string text) => InSlack().Matches(text).Select(found => found.Groups["id"].Value);

    /// <summary>In plain text, as <see cref="SlackText.ToPlain(string)"/> leaves them: <c>@U1</c>, <c>#C1</c>, <c>@subteam^S1</c>.</summary>
    public static IEnumerable<(string Written, string Id)> InPlainText(string text) =>
        InPlain().Matches(text).Select(found => (found.Value, found.Groups["id"].Value));

    [GeneratedRegex(@"<([@#]|!subteam\^)(?<id>[A-Z][A-Z0-9]+)>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InSlack();

    [GeneratedRegex(@"(?<!\w)([@#]|@subteam\^)(?<id>[UWBCGS](?=[A-Z]*[0-9])[A-Z0-9]+)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InPlain();
}
