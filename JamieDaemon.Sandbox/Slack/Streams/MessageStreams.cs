using System.Text;
using System.Text.Json;
using JamieDaemon.Sandbox.Slack.WebApi;

namespace JamieDaemon.Sandbox.Slack.Streams;

/// <summary>Lets messages grow: for five minutes, to some 10,600 bytes, and until the app or a member stops them.</summary>
internal sealed class MessageStreams(SlackMessageStore messages, Conversations conversations, Agenda agenda)
{
    /// <summary>Reported, not documented: https://github.com/CopilotKit/CopilotKit/issues/6064.</summary>
    public const int MaxBytes = 10_600;

    /// <summary>Reported, not documented: https://github.com/slackapi/python-slack-sdk/issues/1859.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public (SlackMessage? Message, ApiError? Error) Start(SlackChannel channel, SlackMessage draft, StreamPiece piece)
    {
        if (Grown(draft, piece) is not { } first)
            return (null, "msg_too_long");
        var message = conversations.Post(channel, first with { Stream = SlackStreamState.InProgress, IsMarkdown = true });
        agenda.After(Lifetime, () => End(channel, message.Ts, SlackStreamState.Expired));
        return (message, null);
    }

    public ApiError? Append(SlackChannel channel, string ts, StreamPiece piece)
    {
        ApiError? error = "message_not_found";
        conversations.Grow(channel.Id, ts, before => Add(before, piece, out error) ?? before);
        return error;
    }

    /// <summary>Ends the stream with its last piece, and with blocks below all that was streamed.</summary>
    public (SlackMessage? Message, ApiError? Error) Stop(
        SlackChannel channel, string ts, StreamPiece piece, JsonElement? blocks, JsonElement? metadata)
    {
        ApiError? error = "message_not_found";
        var stopped = conversations.Finish(channel, ts, before => Add(before, piece, out error) is { } whole
            ? whole with
            {
                Stream = SlackStreamState.Completed,
                Blocks = StreamBlocks.Below(whole, blocks),
                Metadata = metadata ?? whole.Metadata,
            }
            : before);
        return (stopped, error);
    }

    /// <summary>A member ends everything that the app is streaming in a thread.</summary>
    public IReadOnlyList<string> StopByUser(SlackChannel channel, string threadTs, string botId)
    {
        string[] streaming =
        [
            .. messages.Thread(channel.Id, threadTs)
                .Where(message => message.BotId == botId && message.Stream is SlackStreamState.InProgress)
                .Select(message => message.Ts),
        ];
        foreach (var ts in streaming)
            End(channel, ts, SlackStreamState.StoppedByUser);
        return streaming;
    }

    private void End(SlackChannel channel, string ts, SlackStreamState state) =>
        conversations.Finish(channel, ts, before => before.Stream is SlackStreamState.InProgress ? before with { Stream = state } : before);

    private static SlackMessage? Add(SlackMessage before, StreamPiece piece, out ApiError? error)
    {
        error = Refuse(before, piece);
        if (error is not null)
            return null;
        var grown = Grown(before, piece);
        error = grown is null ? "msg_too_long" : null;
        return grown;
    }

    private static string? Refuse(SlackMessage message, StreamPiece piece) => message.Stream switch
    {
        SlackStreamState.StoppedByUser => "stopped_by_user",
        not SlackStreamState.InProgress => "message_not_in_streaming_state",
        // Reported: what a stream was begun with, text or chunks, it must go on with.
        _ when piece.InChunks is { } inChunks && message.StreamsChunks is { } begun && inChunks != begun => "streaming_mode_mismatch",
        _ => null,
    };

    /// <summary>The message with the piece at its end; null when that is more than a stream holds.</summary>
    private static SlackMessage? Grown(SlackMessage message, StreamPiece piece)
    {
        var text = message.Text + piece.Markdown;
        if (Encoding.UTF8.GetByteCount(text) > MaxBytes)
            return null;
        return message with
        {
            Text = text,
            StreamedBlocks = piece.Blocks.Count == 0 ? message.StreamedBlocks : [.. message.StreamedBlocks, .. piece.Blocks],
            StreamsChunks = message.StreamsChunks ?? piece.InChunks,
        };
    }
}
