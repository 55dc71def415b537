namespace JamieDaemon.Slack.Rendering;

/// <summary>How the address of a link is shown that must not be one.</summary>
internal static class ShownTarget
{
    public static string Of(string target)
    {
        if (target.StartsWith('#')) return "";
        target = target.Replace("`", "%60", StringComparison.Ordinal);
        if (target.StartsWith("data:", StringComparison.OrdinalIgnoreCase) && target.IndexOf(',', StringComparison.Ordinal) is > 0 and var comma)
            return string.Concat(target.AsSpan(0, comma), "…");
        return target;
    }

    /// <summary>Whether a label says the same as the address, as <c>example.com</c> does for <c>https://example.com/</c>.</summary>
    public static bool IsSame(ReadOnlySpan<char> label, ReadOnlySpan<char> address) =>
        Core(label).Equals(Core(address), StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> Core(ReadOnlySpan<char> text)
    {
        text = text.Trim().Trim('`');
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0) text = text[(scheme + 3)..];
        else if (text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) text = text[7..];
        return text.TrimEnd('/');
    }
}
