using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using JamieDaemon.Sandbox.Slack;

namespace JamieDaemon.Tests.Support;

/// <summary>A sandbox workspace and an app in it, made of HttpClient and websockets; it waits no longer than a test may.</summary>
internal sealed class RawSlackApp : IAsyncDisposable
{
    public const string BotToken = "xoxb-sandbox";
    public const string AppToken = "xapp-sandbox";
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMilliseconds(Limits.Milliseconds), TimeProvider.System);
    private readonly List<RawSlackSocket> _sockets = [];

    private RawSlackApp(SlackWorkspace slack) => Slack = slack;

    public SlackWorkspace Slack { get; }

    public HttpClient Http { get; } = new();

    public CancellationToken Patience => _patience.Token;

    public string Incidents => Slack.Channel("incidents").Id;

    public static async Task<RawSlackApp> StartAsync(SlackWorkspaceOptions? options = null) =>
        new(await SlackWorkspace.StartAsync(options ?? new SlackWorkspaceOptions(), CancellationToken.None));

    /// <summary>Calls a method with a JSON body, as the bot unless another token is given.</summary>
    public async Task<JsonNode> CallAsync(string method, object? arguments = null, string token = BotToken) =>
        await ReadAsync(await SendAsync(method, JsonContent.Create(arguments ?? new { }), token));

    /// <summary>The error of a call; null when it is answered ok.</summary>
    public async Task<string?> ErrorAsync(string method, object arguments) =>
        (string?)(await CallAsync(method, arguments))["error"];

    /// <summary>Calls a method with a query, as the methods that read no JSON want it.</summary>
    public async Task<JsonNode> GetAsync(string method, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Slack.ApiUrl, $"{method}?{query}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", BotToken);
        return await ReadAsync(await Http.SendAsync(request, Patience));
    }

    public async Task<HttpResponseMessage> SendAsync(string method, HttpContent? content, string? token = BotToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Slack.ApiUrl, method)) { Content = content };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Http.SendAsync(request, Patience);
    }

    public async Task<JsonNode> ReadAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonNode>(Patience))!;

    public async Task<string> PostAsync(string text, string? threadTs = null) =>
        (string)(await CallAsync("chat.postMessage", new { channel = Incidents, text, thread_ts = threadTs }))["ts"]!;

    /// <summary>A fresh websocket URL.</summary>
    public async Task<Uri> OpenAsync() => new((string)(await CallAsync("apps.connections.open", token: AppToken))["url"]!);

    /// <summary>A websocket that has heard its hello.</summary>
    public async Task<RawSlackSocket> ConnectAsync()
    {
        var socket = await DialAsync();
        socket.Hello = await socket.ReceiveAsync();
        return socket;
    }

    /// <summary>A websocket that has not read anything yet.</summary>
    public async Task<RawSlackSocket> DialAsync()
    {
        var socket = await RawSlackSocket.ConnectAsync(await OpenAsync(), Patience);
        _sockets.Add(socket);
        return socket;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
        Http.Dispose();
        await Slack.DisposeAsync();
        _patience.Dispose();
    }
}
