using System.Net.Http.Headers;

namespace JamieDaemon.Doctor;

/// <summary>What Slack says to three calls, made at once, whichever rows want to know. None of them posts, and none opens a socket.</summary>
internal sealed class SlackLook
{
    private readonly HttpLook _http;
    private readonly string _root;

    /// <param name="http">The way out.</param>
    /// <param name="api">As <c>https://slack.com/api/</c>; <see langword="null"/> where the setting names no place that a token may be sent to.</param>
    /// <param name="botToken"><see langword="null"/> when it is none.</param>
    /// <param name="appToken"><see langword="null"/> when it is none.</param>
    public SlackLook(HttpLook http, Uri? api, string? botToken, string? appToken)
    {
        _http = http;
        _root = api?.AbsoluteUri.TrimEnd('/') ?? "";
        // Any answer will do, so it needs no token.
        Reach = CallAsync("api.test", "", "Slack:ApiUrl");
        AuthTest = CallAsync("auth.test", botToken, "Slack:BotToken");
        // A ticket, good for one socket. Whoever dialled it would be sent every other question, and answer none.
        Open = CallAsync("apps.connections.open", appToken, "Slack:AppToken");
    }

    /// <summary>Whether anything is there.</summary>
    public Task<HttpAnswer> Reach { get; }

    /// <summary>What the bot token is good for.</summary>
    public Task<HttpAnswer> AuthTest { get; }

    /// <summary>Whether the app-level token gets an address to dial.</summary>
    public Task<HttpAnswer> Open { get; }

    private Task<HttpAnswer> CallAsync(string method, string? token, string setting)
    {
        if (_root.Length == 0) return Task.FromResult(HttpAnswer.NotTried("Slack:ApiUrl is no address for a token: see settings"));
        if (token is null) return Task.FromResult(HttpAnswer.NotTried($"{setting} must be mended first: see settings"));
        var request = new HttpRequestMessage(HttpMethod.Post, $"{_root}/{method}");
        if (token.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return _http.SendAsync(request);
    }
}
