using JamieDaemon.Sandbox.Slack.Threads;

namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>agents.sessions.setStatus and .rename: https://docs.slack.dev/ai/agent-sessions.</summary>
internal sealed class AgentMethods(SlackWorkspaceOptions options, SlackDirectory directory, SlackThreads threads)
{
    private const string Scope = "chat:write";
    private const int MaxTitle = 200;

    public IEnumerable<ApiMethod> All =>
    [
        new("agents.sessions.setStatus", RateLimit.Tier3, SetStatus) { Scope = Scope, Required = ["status"] },
        new("agents.sessions.rename", RateLimit.Tier3, Rename) { Scope = Scope, Required = ["title"] },
    ];

    private ApiError? SetStatus(ApiCall call)
    {
        var status = call.Needed("status");
        var (channel, error) = Find(call);
        if (error is not null)
            return error;
        if (!AgentSession.IsStatus(status))
            return "invalid_status";
        if (call.Text("initiator_user_id") is { Length: > 0 } initiator && directory.FindUser(initiator) is null)
            return "user_not_found";
        if (status == AgentSession.Processing && !options.Subscribes("agent_session_stopped"))
            call.Warnings.Add("missing_agent_session_stopped_event_subscription");
        var session = threads.SetSession(channel.Id, call.Needed("thread_ts"), status, call.Text("title"));
        call.Reply.WriteString("status", session.Session);
        call.Reply.WriteString("agent_status", session.Session);
        if (session.Title is { } title)
            call.Reply.WriteString("title", title);
        return null;
    }

    private ApiError? Rename(ApiCall call)
    {
        var (channel, error) = Find(call);
        if (error is not null)
            return error;
        var threadTs = call.Needed("thread_ts");
        if (threads.Of(channel.Id, threadTs).Session is null)
            return "session_not_found";
        var title = call.Needed("title");
        threads.Change(channel.Id, threadTs, thread => thread with { Title = title });
        call.Reply.WriteString("title", title);
        return null;
    }

    private (SlackChannel Channel, ApiError? Error) Find(ApiCall call)
    {
        if (options.AppKind != SlackAppKind.Agent)
            return (null!, "feature_disabled");
        if (directory.FindChannel(call.Text("channel_id")) is not { } channel)
            return (null!, "channel_not_found");
        var error = channel switch
        {
            { BotIsMember: false } => "not_authorized",
            _ when string.IsNullOrEmpty(call.Text("thread_ts")) => "thread_ts_required",
            _ when call.Text("title")?.Length > MaxTitle =>
                new ApiError("invalid_arguments", $"[ERROR] must be less than {MaxTitle + 1} characters [json-pointer:/title]"),
            _ => null,
        };
        return (channel, error);
    }
}
