using System.Text.Json;
using JamieDaemon.Sandbox.Slack.Threads;

namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>assistant.threads.setStatus, .setSuggestedPrompts and .setTitle.</summary>
internal sealed class AssistantMethods(
    SlackWorkspaceOptions options, SlackDirectory directory, SlackMessageStore messages, Conversations conversations,
    SlackThreads threads)
{
    private const string Scope = "assistant:write";
    private const int MaxPrompts = 4;
    private const int MaxLoadingMessages = 10;

    public IEnumerable<ApiMethod> All =>
    [
        new("assistant.threads.setStatus", RateLimit.None, SetStatus)
        {
            // Documented: assistant:write still does, chat:write is what counts from now on.
            Scope = "chat:write",
            Required = ["channel_id", "thread_ts", "status"],
        },
        new("assistant.threads.setSuggestedPrompts", RateLimit.Tier4, SetPrompts)
        {
            Scope = Scope,
            Required = ["channel_id", "prompts"],
        },
        new("assistant.threads.setTitle", RateLimit.Tier4, SetTitle)
        {
            Scope = Scope,
            Required = ["channel_id", "thread_ts", "title"],
        },
    ];

    private ApiError? SetStatus(ApiCall call)
    {
        if (directory.FindChannel(call.Text("channel_id")) is not { } channel)
            return "channel_not_found";
        if (messages.Find(channel.Id, call.Needed("thread_ts")) is null)
            return "invalid_thread_ts";
        if (ReadLines(call.Json("loading_messages")) is not { } lines)
            return TooMany(MaxLoadingMessages, "loading_messages");
        threads.SetStatus(channel.Id, call.Needed("thread_ts"), call.Needed("status"), lines);
        return null;
    }

    private ApiError? SetPrompts(ApiCall call)
    {
        var threadTs = call.Text("thread_ts") is { Length: > 0 } given ? given : null;
        if (options.AppKind == SlackAppKind.Plain || (threadTs is null && options.AppKind != SlackAppKind.Agent))
            return "not_agent_app";
        if (directory.FindChannel(call.Text("channel_id")) is not { DirectUser: not null } channel)
            return "channel_not_found";
        if (threadTs is not null && messages.Find(channel.Id, threadTs) is null)
            return "invalid_thread_ts";
        if (ReadPrompts(call.Json("prompts")) is not { } prompts)
            return new ApiError("invalid_arguments", "[ERROR] each prompt needs a title and a message [json-pointer:/prompts]");
        if (prompts.Count > MaxPrompts)
            return TooMany(MaxPrompts, "prompts");
        // Documented: for an agent a call with thread_ts fails in silence.
        if (threadTs is not null && options.AppKind == SlackAppKind.Agent)
            return null;
        threads.Change(channel.Id, threadTs ?? "", thread => thread with { Prompts = prompts, PromptsTitle = call.Text("title") });
        return null;
    }

    private ApiError? SetTitle(ApiCall call)
    {
        if (options.AppKind == SlackAppKind.Plain)
            return "not_agent_app";
        if (directory.FindChannel(call.Text("channel_id")) is not { } channel)
            return "channel_not_found";
        if (messages.Find(channel.Id, call.Needed("thread_ts")) is not { IsReply: false } root)
            return "invalid_thread_ts";
        var title = call.Needed("title");
        threads.Change(channel.Id, root.Ts, thread => thread with { Title = title });
        if (root.Subtype == "assistant_app_thread")
            conversations.Finish(channel, root.Ts, before => before with { AssistantTitle = title });
        return null;
    }

    private static IReadOnlyList<string>? ReadLines(JsonElement? lines) => lines switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } given when given.GetArrayLength() <= MaxLoadingMessages =>
            [.. given.EnumerateArray().Select(line => line.ToString())],
        _ => null,
    };

    private static List<SuggestedPrompt>? ReadPrompts(JsonElement? prompts)
    {
        if (prompts is not { ValueKind: JsonValueKind.Array } given)
            return null;
        List<SuggestedPrompt> read = [];
        foreach (var prompt in given.EnumerateArray())
        {
            if (prompt.Text("title") is not { Length: > 0 } title || prompt.Text("message") is not { Length: > 0 } message)
                return null;
            read.Add(new SuggestedPrompt(title, message));
        }

        return read;
    }

    private static ApiError TooMany(int max, string argument) =>
        new("invalid_arguments", $"[ERROR] no more than {max} items allowed [json-pointer:/{argument}]");
}
