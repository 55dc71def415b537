using JamieDaemon.Sandbox.Slack.Events;

namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>chat.postMessage, chat.update, chat.delete and chat.postEphemeral.</summary>
internal sealed class ChatMethods(
    SlackTeam team, SlackDirectory directory, SlackMessageStore messages, Conversations conversations)
{
    private const string Scope = "chat:write";
    private readonly MessageWriter _writer = new(team);

    public IEnumerable<ApiMethod> All =>
    [
        new("chat.postMessage", RateLimit.Posting, PostMessage)
        {
            Scope = Scope,
            Required = ["channel"],
            LimitsPerChannel = true,
        },
        new("chat.update", RateLimit.Tier3, Update) { Scope = Scope, Required = ["channel", "ts"] },
        new("chat.delete", RateLimit.Tier3, Delete) { Scope = Scope, Required = ["channel", "ts"] },
        new("chat.postEphemeral", RateLimit.Tier4, PostEphemeral) { Scope = Scope, Required = ["channel", "user"] },
    ];

    private ApiError? PostMessage(ApiCall call)
    {
        var (channel, draft, error) = Draft(call);
        if (error is not null)
            return error;
        if (draft.ThreadTs is not null && call.Flag("reply_broadcast"))
            draft = draft with { Subtype = SlackMessage.Broadcast };
        var message = conversations.Post(channel, draft);
        WriteMessage(call, message);
        return null;
    }

    private ApiError? PostEphemeral(ApiCall call)
    {
        var (channel, draft, error) = Draft(call);
        if (error is not null)
            return error;
        if (directory.FindUser(call.Text("user")) is not { } user)
            return "user_not_in_channel";
        var message = messages.Add(draft with { Channel = channel.Id, EphemeralFor = user.Id });
        call.Reply.WriteString("message_ts", message.Ts);
        return null;
    }

    private ApiError? Update(ApiCall call)
    {
        var (channel, error) = FindOwn(call, notOurs: "cant_update_message", whileStreaming: "streaming_state_conflict");
        if (error is not null)
            return error;
        var (content, problem) = MessageContent.Read(call);
        if (problem is not null)
            return problem;
        if (content is { IsMarkdown: false, Text.Length: > MessageContent.MaxUpdated })
            return "msg_too_long";
        if (conversations.Edit(channel, call.Needed("ts"), content.Over) is not { } message)
            return "message_not_found";
        call.Reply.WriteString("text", message.Text);
        WriteMessage(call, message);
        return null;
    }

    private ApiError? Delete(ApiCall call)
    {
        var (channel, error) = FindOwn(call, notOurs: "cant_delete_message", whileStreaming: "cant_delete_message");
        if (error is not null)
            return error;
        if (!conversations.Delete(channel, call.Needed("ts")))
            return "message_not_found";
        call.Reply.WriteString("channel", channel.Id);
        call.Reply.WriteString("ts", call.Needed("ts"));
        return null;
    }

    private (SlackChannel Channel, SlackMessage Draft, ApiError? Error) Draft(ApiCall call)
    {
        var name = call.Needed("channel");
        var channel = directory.FindChannel(directory.FindUser(name)?.DirectChannel ?? name);
        var empty = new SlackMessage { Channel = name }.By(team);
        if (PostingRules.Refuse(channel, call.Text("thread_ts")) is { } refusal)
            return (channel!, empty, refusal);
        var (content, error) = MessageContent.Read(call);
        if (error is not null)
            return (channel!, empty, error);
        var threadTs = call.Text("thread_ts") is { Length: > 0 } given ? given : null;
        var message = content.Over(empty with { ThreadTs = threadTs });
        if (message.Text.Length > MessageContent.MaxPosted)
        {
            call.Warnings.Add("message_truncated");
            message = message with { Text = message.Text[..MessageContent.MaxPosted] };
        }

        return (channel!, message, null);
    }

    private (SlackChannel Channel, ApiError? Error) FindOwn(ApiCall call, string notOurs, string whileStreaming)
    {
        if (directory.FindChannel(call.Text("channel")) is not { } channel)
            return (null!, "channel_not_found");
        ApiError? error = messages.Find(channel.Id, call.Needed("ts")) switch
        {
            null or { EphemeralFor: not null } => "message_not_found",
            { BotId: var botId } when botId != team.BotId => notOurs,
            { Stream: SlackStreamState.InProgress } => whileStreaming,
            _ => null,
        };
        return (channel, error);
    }

    private void WriteMessage(ApiCall call, SlackMessage message)
    {
        call.Reply.WriteString("channel", message.Channel);
        call.Reply.WriteString("ts", message.Ts);
        call.Reply.WritePropertyName("message");
        _writer.Write(call.Reply, message, includeMetadata: true);
    }
}
