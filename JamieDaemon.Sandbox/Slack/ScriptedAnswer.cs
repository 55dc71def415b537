namespace JamieDaemon.Sandbox.Slack;

/// <summary>What a Web API call is answered instead of, or after, doing what it asks.</summary>
public sealed record ScriptedAnswer
{
    /// <summary>Slack's error code, sent as <c>ok: false</c>.</summary>
    public string? Error { get; init; }

    /// <summary>The HTTP status; without an error or a body, one other than 200 sends plain text, as proxies do.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The <c>Retry-After</c> header, rounded up to whole seconds.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>This exact body instead of JSON.</summary>
    public string? Body { get; init; }

    /// <summary>How long the call waits before anything else happens.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Does what was asked before it answers like this.</summary>
    public bool TakesEffect { get; init; }

    /// <summary>Resets the connection instead of answering.</summary>
    public bool Cut { get; init; }

    public static ScriptedAnswer Failure(string error) => new() { Error = error };

    public static ScriptedAnswer RateLimited(TimeSpan retryAfter) =>
        new() { Error = "ratelimited", Status = 429, RetryAfter = retryAfter };

    public static ScriptedAnswer Http(int status, bool takesEffect = false) =>
        new() { Status = status, TakesEffect = takesEffect };

    public static ScriptedAnswer CutConnection(bool takesEffect) => new() { Cut = true, TakesEffect = takesEffect };

    /// <summary>The real answer, late.</summary>
    public static ScriptedAnswer Late(TimeSpan delay) => new() { Delay = delay };

    internal bool IsReal => !Cut && Status == 200 && Error is null && Body is null;
}
