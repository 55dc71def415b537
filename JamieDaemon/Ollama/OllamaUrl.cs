using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace JamieDaemon.Ollama;

/// <summary>
/// Reads the forms of <c>OLLAMA_HOST</c>: a bare host or port means http and 11434, a scheme means its own port, a path stays
/// (<see href="https://github.com/ollama/ollama-python/blob/main/ollama/_client.py">as Ollama's own clients do</see>).
/// </summary>
public static class OllamaUrl
{
    private const int DefaultPort = 11434;

    /// <summary>Reads several addresses with commas between them; false when one of them is none, or stands there twice.</summary>
    public static bool TryParseAll(string? text, out IReadOnlyList<Uri> urls)
    {
        var all = new List<Uri>();
        urls = all;
        foreach (var part in (text ?? "").Split(','))
        {
            if (string.IsNullOrWhiteSpace(part) || !TryParse(part, out var url) || all.Contains(url)) return false;
            all.Add(url);
        }

        return true;
    }

    /// <summary>The base address, ending in a slash so that relative paths can be joined; false when it is none.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Uri? url)
    {
        url = null;
        var rest = (text ?? "").Trim();
        var (scheme, port) = ("http", DefaultPort);
        if (rest.IndexOf("://", StringComparison.Ordinal) is >= 0 and var colon)
        {
            scheme = rest[..colon].ToLowerInvariant();
            rest = rest[(colon + 3)..];
            port = scheme switch { "http" => 80, "https" => 443, _ => 0 };
        }

        if (port == 0 || rest.AsSpan().IndexOfAny("@?#\\ ") >= 0)
        {
            return false;
        }

        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var authority = slash < 0 ? rest : rest[..slash];
        var path = slash < 0 ? "" : rest[slash..].Trim('/');
        return TrySplit(authority, ref port, out var host)
            && Uri.TryCreate($"{scheme}://{host}:{port}/{(path.Length == 0 ? "" : path + "/")}", UriKind.Absolute, out url);
    }

    private static bool TrySplit(string authority, ref int port, out string host)
    {
        host = authority;
        if (!authority.StartsWith('[')
            && IPAddress.TryParse(authority, out var bare) && bare.AddressFamily == AddressFamily.InterNetworkV6)
        {
            host = $"[{authority}]";
            return true;
        }

        var colon = authority.LastIndexOf(':');
        if (colon > authority.LastIndexOf(']'))
        {
            host = authority[..colon];
            if (!ushort.TryParse(authority.AsSpan(colon + 1), out var number) || number == 0)
            {
                return false;
            }

            port = number;
        }

        host = host.Length == 0 ? "127.0.0.1" : host;
        return true;
    }
}
