using System.Buffers;

namespace JamieDaemon.Slack.Rendering;

/// <summary>The hosts that a model's answer may link to; any other address is shown as text that nobody can click and Slack does not fetch.</summary>
internal sealed class LinkHosts
{
    private static readonly SearchValues<char> HostCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");

    /// <summary>What may stand in an address that Slack reads as we do: nothing that could end it, name a user or mention somebody.</summary>
    private static readonly SearchValues<char> AddressCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#!$&'()*+,=%");

    private readonly string[] _exact;
    private readonly string[] _suffixes;

    /// <param name="entries">As <c>example.com</c> (that host alone) or <c>*.example.com</c> (every host below it).</param>
    public LinkHosts(IEnumerable<string> entries)
    {
        var all = entries.Where(IsEntry).ToArray();
        _exact = [.. all.Where(entry => entry[0] != '*')];
        _suffixes = [.. all.Where(entry => entry[0] == '*').Select(entry => entry[1..])];
    }

    /// <summary>No links at all.</summary>
    public static LinkHosts None { get; } = new([]);

    /// <summary>Whether a setting's entry has one of the two forms.</summary>
    public static bool IsEntry(string entry) =>
        entry.StartsWith("*.", StringComparison.Ordinal) ? IsHost(entry.AsSpan(2)) : IsHost(entry);

    /// <summary>Whether this is a plain http(s) address, without user, escape or disguise in its host, of an allowed host.</summary>
    public bool Allows(ReadOnlySpan<char> address)
    {
        if (_exact.Length + _suffixes.Length == 0) return false;
        var rest = address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? address[8..]
            : address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? address[7..] : [];
        return AllowsWithoutScheme(rest);
    }

    /// <summary>The same for an address as people write it, <c>example.com/path</c>, which Slack would link too.</summary>
    public bool AllowsWithoutScheme(ReadOnlySpan<char> address)
    {
        var end = address.IndexOfAnyExcept(HostCharacters);
        var host = end < 0 ? address : address[..end];
        var rest = address[host.Length..];
        if (rest.Length > 0 && rest[0] == ':')
        {
            var port = rest[1..];
            var digits = port.IndexOfAnyExceptInRange('0', '9');
            rest = digits < 0 ? [] : port[digits..];
        }

        return (rest.Length == 0 || rest[0] is '/' or '?' or '#') && !rest.ContainsAnyExcept(AddressCharacters) && AllowsHost(host);
    }

    private bool AllowsHost(ReadOnlySpan<char> host)
    {
        foreach (var exact in _exact)
        {
            if (host.Equals(exact, StringComparison.OrdinalIgnoreCase)) return true;
        }

        foreach (var suffix in _suffixes)
        {
            if (host.Length > suffix.Length && IsHost(host) && host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static bool IsHost(ReadOnlySpan<char> host)
    {
        if (host.Length is 0 or > 253 || host.ContainsAnyExcept(HostCharacters)) return false;
        foreach (var label in host.Split('.'))
        {
            if (host[label] is [] or ['-', ..] or [.., '-']) return false;
        }

        return true;
    }
}
