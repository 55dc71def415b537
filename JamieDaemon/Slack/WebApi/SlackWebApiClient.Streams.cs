using static JamieDaemon.Slack.WebApi.SlackWebApiJsonContext;

namespace JamieDaemon.Slack.WebApi;

/// <content>Messages that grow. Each call is sent once: repeated, it would say the same twice.</content>
public sealed partial class SlackWebApiClient
{
    /// <summary>Null when it was left out because the method is limited in this channel, or Slack did not take it.</summary>
    /// <exception cref="AmbiguousSendException">The message may or may not stand.</exception>
    public Task<ChatStartStreamResponse?> TryChatStartStreamAsync(ChatStartStream stream, CancellationToken cancellationToken) =>
        _caller.TryCallAsync(
            new SlackCall(SlackMethod.ChatStartStream, stream.Channel)
            {
                Body = Json(stream, Default.ChatStartStream),
                Sends = MessageTypes.Text,
            },
            Default.ChatStartStreamResponse,
            cancellationToken);

    /// <summary>False when it was left out because the method is limited in this channel, or Slack did not take it.</summary>
    /// <exception cref="AmbiguousSendException">The text may or may not stand.</exception>
    public async Task<bool> TryChatAppendStreamAsync(ChatAppendStream append, CancellationToken cancellationToken) =>
        await _caller.TryCallAsync(
            new SlackCall(SlackMethod.ChatAppendStream, append.Channel) { Body = Json(append, Default.ChatAppendStream) },
            Default.SlackResponse,
            cancellationToken) is not null;

    /// <summary>Ends the stream; waits out rate limits.</summary>
    public Task ChatStopStreamAsync(ChatStopStream stop, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            new SlackCall(SlackMethod.ChatStopStream, stop.Channel) { Body = Json(stop, Default.ChatStopStream) },
            Default.SlackResponse,
            cancellationToken);
}
