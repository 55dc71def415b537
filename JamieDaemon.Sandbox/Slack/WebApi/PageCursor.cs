using System.Text;

namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>Slack's cursors: the timestamp of the next message, in base64.</summary>
internal static class PageCursor
{
    private const string Prefix = "next_ts:";

    public static string Write(string ts) => Convert.ToBase64String(Encoding.ASCII.GetBytes(Prefix + ts));

    /// <summary>The timestamp in a cursor; null when it is not one of ours.</summary>
    public static string? Read(string cursor)
    {
        var bytes = new byte[cursor.Length];
        if (!Convert.TryFromBase64String(cursor, bytes, out var length))
            return null;
        var text = Encoding.ASCII.GetString(bytes, 0, length);
        return text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : null;
    }
}
