using System.Buffers;

namespace JamieDaemon.Telemetry.Secrets;

/// <summary>What stands where a secret could stand and is none: what was redacted before, a variable, a template, code, a word about it.</summary>
internal static class Placeholder
{
    private const int LongestWord = 14;

    private static readonly string[] Words =
    [
        "none", "null", "nil", "true", "false", "empty", "undefined", "unset", "missing", "invalid", "expired", "required", "optional", "yes", "no", "not", "unknown",
        "string", "str", "int", "integer", "bytes", "char", "varchar", "text", "object", "any", "reset", "changed", "updated", "rotated", "rotate", "revoked", "ok", "done",
        "failed", "failure", "success", "successful", "wrong", "incorrect", "correct", "valid", "denied", "disabled", "enabled", "hidden",
        "generated", "auto", "masked", "redacted", "example", "await", "new", "self", "this", "found", "stored", "see", "env", "file", "vault",
        "yourpassword", "your_password", "your-password", "your_token", "your-token", "your_api_key", "your-api-key", "basic", "bearer", "digest", "forbidden",
        "unauthorized", "granted", "loaded", "refreshed", "rejected", "accepted", "mismatch", "absent", "present", "unchanged", "n/a", "tbd", "todo", "authentication",
    ];

    private static readonly SearchValues<char> OfPath = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789/-_.");

    public static bool Is(ReadOnlySpan<char> value)
    {
        if (value.StartsWith("[redacted", StringComparison.Ordinal) || IsWord(value)) return true;
        return value[0] switch
        {
            '$' => value.Length == 1 || !char.IsAsciiDigit(value[1]),
            '%' => value[^1] == '%',
            '<' or '{' => true,
            _ => !value.ContainsAnyExcept(value[0]) && (value.Length > 2 || !char.IsAsciiLetterOrDigit(value[0])),
        };
    }

    private static bool IsWord(ReadOnlySpan<char> value)
    {
        if (value.Length > LongestWord) return false;
        foreach (var word in Words)
        {
            if (value.Equals(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    /// <summary>Where a secret is kept.</summary>
    public static bool IsPath(ReadOnlySpan<char> value)
    {
        if (value.StartsWith("./", StringComparison.Ordinal) || value.StartsWith("~/", StringComparison.Ordinal)) return true;
        if (value.StartsWith("http://", StringComparison.Ordinal) || value.StartsWith("https://", StringComparison.Ordinal)) return true;
        return value[0] == '/' && value.Length > 1 && !value.ContainsAnyExcept(OfPath);
    }

    /// <summary>A call, an index or members of something: <c>getToken()</c>, <c>os.environ["X"]</c>, <c>config.Password</c>.</summary>
    public static bool IsCode(ReadOnlySpan<char> text)
    {
        var (at, dots) = (0, 0);
        while (at < text.Length && (char.IsAsciiLetter(text[at]) || text[at] == '_' || (text[at] == '.' && at + 1 < text.Length && char.IsAsciiLetter(text[at + 1]))))
        {
            if (text[at] == '.') dots++;
            at++;
        }

        if (at == 0) return false;
        if (at < text.Length && text[at] is '(' or '[') return true;
        return dots > 0 && (at == text.Length || Letters.IsBreak(text[at]) || text[at] is ';' or ',' or ')' or '.');
    }
}
