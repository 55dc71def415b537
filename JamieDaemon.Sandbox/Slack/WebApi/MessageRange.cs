using System.Globalization;

namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>Which messages a history call wants, from its oldest, latest, inclusive, limit and cursor.</summary>
internal sealed record MessageRange(decimal Oldest, decimal Latest, bool Inclusive, int Limit, string? From)
{
    public static (MessageRange? Range, ApiError? Error) Read(ApiCall call, int limit, int maxLimit)
    {
        var wanted = call.Number("limit", limit);
        if (wanted < 1 || wanted > maxLimit)
            return (null, "invalid_limit");
        if (Bound(call.Text("oldest"), 0) is not { } oldest)
            return (null, "invalid_ts_oldest");
        if (Bound(call.Text("latest"), decimal.MaxValue) is not { } latest)
            return (null, "invalid_ts_latest");
        var cursor = call.Text("cursor") is { Length: > 0 } given ? given : null;
        var from = cursor is null ? null : PageCursor.Read(cursor);
        if (cursor is not null && from is null)
            return (null, "invalid_cursor");
        return (new MessageRange(oldest, latest, call.Flag("inclusive"), wanted, from), null);
    }

    public bool Holds(string ts)
    {
        var time = decimal.Parse(ts, CultureInfo.InvariantCulture);
        return (time > Oldest && time < Latest) || (Inclusive && (time == Oldest || time == Latest));
    }

    private static decimal? Bound(string? text, decimal otherwise)
    {
        if (string.IsNullOrEmpty(text))
            return otherwise;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var time) ? time : null;
    }
}
