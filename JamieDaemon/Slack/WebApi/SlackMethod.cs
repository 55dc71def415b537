namespace JamieDaemon.Slack.WebApi;

/// <summary>A Web API method that Jamie calls, and how Slack wants it called.</summary>
internal sealed class SlackMethod
{
    public static readonly SlackMethod AppsConnectionsOpen = new("apps.connections.open") { Token = SlackToken.App, Tries = 1 };
    public static readonly SlackMethod AuthTest = new("auth.test");
    public static readonly SlackMethod ChatPostMessage = new("chat.postMessage") { RepeatsSafely = false };
    public static readonly SlackMethod ChatUpdate = new("chat.update");
    public static readonly SlackMethod ChatDelete = new("chat.delete");
    public static readonly SlackMethod ChatStartStream = new("chat.startStream") { RepeatsSafely = false };
    public static readonly SlackMethod ChatAppendStream = new("chat.appendStream") { RepeatsSafely = false };
    public static readonly SlackMethod ChatStopStream = new("chat.stopStream") { RepeatsSafely = false };
    public static readonly SlackMethod ChatPostEphemeral = new("chat.postEphemeral") { RepeatsSafely = false };
    public static readonly SlackMethod ConversationsReplies = new("conversations.replies") { TakesJson = false };
    public static readonly SlackMethod ConversationsHistory = new("conversations.history");
    public static readonly SlackMethod ConversationsInfo = new("conversations.info") { TakesJson = false };
    public static readonly SlackMethod UsersInfo = new("users.info") { TakesJson = false };
    public static readonly SlackMethod BotsInfo = new("bots.info") { TakesJson = false };
    public static readonly SlackMethod UsergroupsList = new("usergroups.list") { TakesJson = false };
    public static readonly SlackMethod FilesInfo = new("files.info") { TakesJson = false };
    public static readonly SlackMethod ViewsPublish = new("views.publish");
    public static readonly SlackMethod ViewsOpen = new("views.open") { Tries = 1 };
    public static readonly SlackMethod AssistantThreadsSetStatus = new("assistant.threads.setStatus");
    public static readonly SlackMethod AssistantThreadsSetSuggestedPrompts = new("assistant.threads.setSuggestedPrompts");
    public static readonly SlackMethod AssistantThreadsSetTitle = new("assistant.threads.setTitle");
    public static readonly SlackMethod AgentsSessionsSetStatus = new("agents.sessions.setStatus");

    /// <summary>Not a method of its own: the address that comes with a command or an action.</summary>
    public static readonly SlackMethod ResponseUrl = new("response_url") { Token = SlackToken.None, RepeatsSafely = false };

    public static readonly IReadOnlyList<SlackMethod> All =
    [
        AppsConnectionsOpen, AuthTest, ChatPostMessage, ChatUpdate, ChatDelete, ChatStartStream, ChatAppendStream, ChatStopStream,
        ChatPostEphemeral, ConversationsReplies, ConversationsHistory, ConversationsInfo, UsersInfo, BotsInfo, UsergroupsList, FilesInfo,
        ViewsPublish, ViewsOpen, AssistantThreadsSetStatus, AssistantThreadsSetSuggestedPrompts, AssistantThreadsSetTitle,
        AgentsSessionsSetStatus, ResponseUrl,
    ];

    private SlackMethod(string name) => Name = name;

    public string Name { get; }
    public SlackToken Token { get; private init; } = SlackToken.Bot;

    /// <summary>Slack reads some methods' arguments from a form only.</summary>
    public bool TakesJson { get; private init; } = true;

    /// <summary>False for a send, which posts a second message when it is repeated.</summary>
    public bool RepeatsSafely { get; private init; } = true;

    /// <summary>How often a call is sent before it counts as failed; rate limits do not count.</summary>
    public int Tries { get; private init; } = 4;
}

/// <summary>Which secret authorizes a method.</summary>
internal enum SlackToken
{
    None,
    Bot,
    App,
}
