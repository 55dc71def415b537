using JamieDaemon.Sandbox.Slack.Events;
using JamieDaemon.Sandbox.Slack.Streams;
using JamieDaemon.Sandbox.Slack.Threads;

namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>chat.startStream, chat.appendStream and chat.stopStream.</summary>
internal sealed class StreamMethods(
    SlackWorkspaceOptions options, SlackTeam team, SlackDirectory directory, SlackMessageStore messages, MessageStreams streams,
    SlackThreads threads)
{
    private const string Scope = "chat:write";
    private readonly MessageWriter _writer = new(team);

    public IEnumerable<ApiMethod> All =>
    [
        // Until July 2026 thread_ts was documented as required. It no longer is in channels, but Jamie always has one.
        new("chat.startStream", RateLimit.Tier2, Start) { Scope = Scope, Required = ["channel", "thread_ts"] },
        new("chat.appendStream", RateLimit.Tier4, Append) { Scope = Scope, Required = ["channel", "ts"] },
        new("chat.stopStream", RateLimit.Tier2, Stop) { Scope = Scope, Required = ["channel", "ts"] },
    ];

    private ApiError? Start(ApiCall call)
    {
        var channel = directory.FindChannel(call.Text("channel"));
        if (PostingRules.Refuse(channel, call.Text("thread_ts")) is { } refusal)
            return refusal;
        if (channel!.DirectUser is null && RefuseRecipient(call) is { } error)
            return error;
        var (piece, problem) = StreamPiece.Read(call);
        if (problem is not null)
            return problem;
        var threadTs = call.Needed("thread_ts");
        var draft = new SlackMessage { Channel = channel.Id, ThreadTs = threadTs }.By(team);
        var (message, failure) = streams.Start(channel, draft, piece);
        if (message is null)
            return failure;
        if (options.AppKind == SlackAppKind.Agent)
            threads.SetSession(channel.Id, threadTs, AgentSession.Processing, title: null);
        WriteNames(call, message.Channel, message.Ts);
        return null;
    }

    private ApiError? Append(ApiCall call)
    {
        var (channel, error) = FindOwn(call);
        if (error is not null)
            return error;
        var (piece, problem) = StreamPiece.Read(call);
        if (problem is not null)
            return problem;
        if (piece.InChunks is null)
            return "no_text";
        if (streams.Append(channel, call.Needed("ts"), piece) is { } failure)
            return failure;
        WriteNames(call, channel.Id, call.Needed("ts"));
        return null;
    }

    private ApiError? Stop(ApiCall call)
    {
        var (channel, error) = FindOwn(call);
        if (error is not null)
            return error;
        var (piece, problem) = StreamPiece.Read(call);
        if (problem is not null)
            return problem;
        var session = call.Text("session_status") is { Length: > 0 } given ? given : AgentSession.Active;
        if (!AgentSession.IsStatus(session))
            return "invalid_session_status";
        var (blocks, metadata, broken) = MessageContent.ReadExtras(call);
        if (broken is not null)
            return broken;
        var (message, failure) = streams.Stop(channel, call.Needed("ts"), piece, blocks, metadata);
        if (message is null)
            return failure;
        if (options.AppKind == SlackAppKind.Agent && message.ThreadTs is { } threadTs)
            threads.SetSession(channel.Id, threadTs, session, title: null);
        WriteNames(call, message.Channel, message.Ts);
        call.Reply.WritePropertyName("message");
        _writer.Write(call.Reply, message, includeMetadata: true);
        return null;
    }

    private ApiError? RefuseRecipient(ApiCall call)
    {
        if (call.Text("recipient_user_id") is not { Length: > 0 } recipient)
            return "missing_recipient_user_id";
        if (string.IsNullOrEmpty(call.Text("recipient_team_id")))
            return "missing_recipient_team_id";
        return directory.FindUser(recipient) is null ? "user_not_found" : null;
    }

    private (SlackChannel Channel, ApiError? Error) FindOwn(ApiCall call)
    {
        if (directory.FindChannel(call.Text("channel")) is not { } channel)
            return (null!, "channel_not_found");
        ApiError? error = messages.Find(channel.Id, call.Needed("ts")) switch
        {
            null or { EphemeralFor: not null } => "message_not_found",
            { BotId: var botId } when botId != team.BotId => "message_not_owned_by_app",
            _ => null,
        };
        return (channel, error);
    }

    private static void WriteNames(ApiCall call, string channel, string ts)
    {
        call.Reply.WriteString("channel", channel);
        call.Reply.WriteString("ts", ts);
    }
}
