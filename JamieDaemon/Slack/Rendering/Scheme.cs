using System.Buffers;

namespace JamieDaemon.Slack.Rendering;

/// <summary>The beginning of an address, <c>https:</c>.</summary>
internal static class Scheme
{
    public const int Longest = 12;

    public static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+");

    /// <summary>Whether a text is an address with a scheme, up to a bar that may introduce a label.</summary>
    public static bool IsAddress(ReadOnlySpan<char> text)
    {
        var bar = text.IndexOf('|');
        var address = bar < 0 ? text : text[..bar];
        return !address.ContainsAny(" \t`<")
            && (address.Contains("://", StringComparison.Ordinal) || address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)
                || address.StartsWith("tel:", StringComparison.OrdinalIgnoreCase));
    }
}
