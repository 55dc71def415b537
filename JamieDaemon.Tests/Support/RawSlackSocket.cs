using System.Buffers;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using JamieDaemon.Sandbox.Slack;

namespace JamieDaemon.Tests.Support;

/// <summary>The app's end of a Socket Mode websocket, without any cleverness.</summary>
internal sealed class RawSlackSocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationToken _patience;

    private RawSlackSocket(CancellationToken patience) => _patience = patience;

    public JsonNode? Hello { get; set; }

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public string? CloseReason => _socket.CloseStatusDescription;

    /// <summary>How many pieces the messages came in.</summary>
    public int Reads { get; private set; }

    public static async Task<RawSlackSocket> ConnectAsync(Uri url, CancellationToken patience)
    {
        var socket = new RawSlackSocket(patience);
        await socket._socket.ConnectAsync(url, patience);
        return socket;
    }

    /// <summary>One that anybody can open who has the workspace's app-level token; it has heard its hello.</summary>
    public static async Task<RawSlackSocket> JoinAsync(SlackWorkspace workspace)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", RawSlackApp.AppToken);
        using var response = await http.PostAsync(new Uri(workspace.ApiUrl, "apps.connections.open"), content: null, Limits.Token);
        var opened = await response.Content.ReadFromJsonAsync<JsonNode>(Limits.Token);
        var socket = await ConnectAsync(new Uri((string)opened!["url"]!), Limits.Token);
        socket.Hello = await socket.ReceiveAsync();
        return socket;
    }

    /// <summary>The next message.</summary>
    public async Task<JsonNode> ReceiveAsync() =>
        await TryReceiveAsync() is { } text
            ? JsonNode.Parse(text)!
            : throw new InvalidOperationException($"The socket was closed: {CloseStatus} {CloseReason}");

    /// <summary>The next message; null when a close frame comes instead.</summary>
    public async Task<string?> TryReceiveAsync()
    {
        var message = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await _socket.ReceiveAsync(message.GetMemory(65_536), _patience);
            Reads++;
            if (read.MessageType == WebSocketMessageType.Close)
                return null;
            message.Advance(read.Count);
            if (read.EndOfMessage)
                return Encoding.UTF8.GetString(message.WrittenSpan);
        }
    }

    public async Task<JsonNode> ReceiveAndAckAsync()
    {
        var envelope = await ReceiveAsync();
        await AckAsync(envelope);
        return envelope;
    }

    public Task AckAsync(JsonNode envelope, JsonNode? payload = null) =>
        SendAsync(new JsonObject { ["envelope_id"] = (string)envelope["envelope_id"]!, ["payload"] = payload }.ToJsonString());

    public Task SendAsync(string text) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, _patience);

    public Task CloseAsync() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, _patience);

    public void Dispose() => _socket.Dispose();
}
