using System.Buffers;

namespace JamieDaemon.Slack.Rendering;

/// <summary>The line that says where a reference leads: <c>[label]: https://example.com "title"</c>.</summary>
internal static class LinkDefinition
{
    /// <summary>What must not stand in a label, which is not shown and therefore not made harmless.</summary>
    private static readonly SearchValues<char> NotInLabel = SearchValues.Create("<>@＠#＃&`[]\\|.:/");

    /// <summary>The line as it may be written; null when it has to be text.</summary>
    public static string? Read(ReadOnlySpan<char> label, ReadOnlySpan<char> rest, LinkHosts hosts)
    {
        rest = rest.Trim();
        var space = rest.IndexOfAny(' ', '\t');
        var address = space < 0 ? rest : rest[..space];
        var title = rest[address.Length..].TrimStart();
        if (address is ['<', .., '>']) address = address[1..^1];
        var isDefinition = title.IsEmpty || title is ['"', _, .., '"'] or ['\'', _, .., '\''] or ['(', _, .., ')'];
        return isDefinition && hosts.Allows(address) && !label.ContainsAny(NotInLabel) ? $"[{label}]: {address}" : null;
    }
}
