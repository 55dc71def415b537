using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using static JamieDaemon.Slack.WebApi.SlackWebApiJsonContext;

namespace JamieDaemon.Slack.WebApi;

/// <summary>
/// Slack's Web API, one method per Slack method and named like it. A call waits out rate limits and repeats what can safely be
/// repeated. It throws a <see cref="SlackException"/>, or <see cref="OperationCanceledException"/> when the caller cancels.
/// </summary>
/// <remarks>
/// <see cref="SlackApiException"/>: Slack said no. <see cref="SlackUnavailableException"/>: not now.
/// <see cref="AmbiguousSendException"/>: a message may or may not have been posted.
/// </remarks>
public sealed partial class SlackWebApiClient
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SlackCaller _caller;
    private readonly SlackOrigin _origin;

    internal SlackWebApiClient(SlackCaller caller, SlackOrigin origin) => (_caller, _origin) = (caller, origin);

    /// <summary>
    /// A fresh address for one websocket: single use and secret, never log it. One attempt only, since the socket's own
    /// back-off decides when to try again; a rate limit is a <see cref="SlackRateLimitedException"/> at once.
    /// </summary>
    public async Task<Uri> AppsConnectionsOpenAsync(CancellationToken cancellationToken)
    {
        var call = new SlackCall(SlackMethod.AppsConnectionsOpen) { Patience = TimeSpan.Zero };
        var url = (await _caller.CallAsync(call, Default.AppsConnectionsOpenResponse, cancellationToken)).Url;
        return url is not null && _origin.AllowsSocket(url) ? url : throw new SlackOriginException(call.Method.Name, url);
    }

    public Task<AuthTestResponse> AuthTestAsync(CancellationToken cancellationToken) =>
        _caller.CallAsync(new SlackCall(SlackMethod.AuthTest), Default.AuthTestResponse, cancellationToken);

    public Task<ChatPostMessageResponse> ChatPostMessageAsync(ChatPostMessage message, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            new SlackCall(SlackMethod.ChatPostMessage, message.Channel)
            {
                Body = Json(message, Default.ChatPostMessage),
                Sends = message.Blocks is null ? MessageTypes.Text : MessageTypes.Blocks,
            },
            Default.ChatPostMessageResponse,
            cancellationToken);

    public Task ChatUpdateAsync(ChatUpdate update, CancellationToken cancellationToken) =>
        _caller.CallAsync(Update(update), Default.SlackResponse, cancellationToken);

    /// <summary>
    /// An edit that a later one supersedes: sent once, without waiting and without repetition. False when it was left out because
    /// <c>chat.update</c> is limited in this channel, others wait there already, or Slack did not take it.
    /// </summary>
    public async Task<bool> TryChatUpdateAsync(ChatUpdate update, CancellationToken cancellationToken) =>
        await _caller.TryCallAsync(Update(update), Default.SlackResponse, cancellationToken) is not null;

    public Task ChatPostEphemeralAsync(ChatPostEphemeral message, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            new SlackCall(SlackMethod.ChatPostEphemeral, message.Channel)
            {
                Body = Json(message, Default.ChatPostEphemeral),
                Sends = MessageTypes.Ephemeral,
            },
            Default.SlackResponse,
            cancellationToken);

    /// <summary>Takes a message of the app's own away. One that is gone already is no error.</summary>
    public async Task ChatDeleteAsync(ChatDelete message, CancellationToken cancellationToken)
    {
        try
        {
            var call = new SlackCall(SlackMethod.ChatDelete, message.Channel) { Body = Json(message, Default.ChatDelete) };
            await _caller.CallAsync(call, Default.SlackResponse, cancellationToken);
        }
        catch (SlackApiException gone) when (gone.Error == "message_not_found")
        {
            // What was wanted is so.
        }
    }

    /// <inheritdoc cref="ConversationsHistoryAsync"/>
    public Task<MessagesResponse> ConversationsRepliesAsync(
        ConversationsReplies arguments, TimeSpan? patience, CancellationToken cancellationToken)
    {
        var body = new FormBody()
            .Add("channel", arguments.Channel)
            .Add("ts", arguments.Ts)
            .Add("cursor", arguments.Cursor)
            .Add("limit", arguments.Limit)
            .Add("oldest", arguments.Oldest)
            .Add("latest", arguments.Latest)
            .Add("inclusive", arguments.Inclusive)
            .Add("include_all_metadata", arguments.IncludeAllMetadata);
        var call = new SlackCall(SlackMethod.ConversationsReplies, arguments.Channel)
        {
            Body = body.ToBytes(),
            Patience = patience,
        };
        return _caller.CallAsync(call, Default.MessagesResponse, cancellationToken);
    }

    /// <param name="arguments">Which messages.</param>
    /// <param name="patience">
    /// How long rate limits may hold this call up before it fails with <see cref="SlackRateLimitedException"/>; null: for ever.
    /// </param>
    /// <param name="cancellationToken">Gives the call up, also while it waits.</param>
    public Task<MessagesResponse> ConversationsHistoryAsync(
        ConversationsHistory arguments, TimeSpan? patience, CancellationToken cancellationToken)
    {
        var body = Json(arguments, Default.ConversationsHistory);
        var call = new SlackCall(SlackMethod.ConversationsHistory, arguments.Channel) { Body = body, Patience = patience };
        return _caller.CallAsync(call, Default.MessagesResponse, cancellationToken);
    }

    /// <inheritdoc cref="ConversationsHistoryAsync"/>
    public Task<ConversationsInfoResponse> ConversationsInfoAsync(
        string channel, TimeSpan? patience, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            new SlackCall(SlackMethod.ConversationsInfo)
            {
                Body = new FormBody().Add("channel", channel).ToBytes(),
                Patience = patience,
            },
            Default.ConversationsInfoResponse,
            cancellationToken);

    /// <inheritdoc cref="ConversationsHistoryAsync"/>
    public Task<UsersInfoResponse> UsersInfoAsync(string user, TimeSpan? patience, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            new SlackCall(SlackMethod.UsersInfo)
            {
                Body = new FormBody().Add("user", user).ToBytes(),
                Patience = patience,
            },
            Default.UsersInfoResponse,
            cancellationToken);

    /// <summary>Answers a slash command or an action at the address that came with it, which is its own authorization.</summary>
    public Task RespondAsync(Uri responseUrl, ResponseUrlMessage message, CancellationToken cancellationToken)
    {
        if (!_origin.AllowsResponseUrl(responseUrl))
            throw new SlackOriginException(SlackMethod.ResponseUrl.Name, responseUrl);
        var call = new SlackCall(SlackMethod.ResponseUrl, responseUrl.AbsoluteUri)
        {
            Target = responseUrl,
            Body = Json(message, Default.ResponseUrlMessage),
            Sends = message switch
            {
                { DeleteOriginal: true } or { ReplaceOriginal: true } => null,
                { ResponseType: "in_channel", Blocks: null } => MessageTypes.Text,
                { ResponseType: "in_channel" } => MessageTypes.Blocks,
                _ => MessageTypes.Ephemeral,
            },
        };
        return _caller.CallAsync(call, Default.SlackResponse, cancellationToken);
    }

    private static SlackCall Update(ChatUpdate update) =>
        new(SlackMethod.ChatUpdate, update.Channel) { Body = Json(update, Default.ChatUpdate) };

    /// <summary>Nothing of it becomes HTML: a text in another script would be twice as long with escapes.</summary>
    private static byte[] Json<T>(T value, JsonTypeInfo<T> type)
    {
        var body = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(body, Relaxed);
        JsonSerializer.Serialize(writer, value, type);
        writer.Flush();
        return body.WrittenSpan.ToArray();
    }
}
