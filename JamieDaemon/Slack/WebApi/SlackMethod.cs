using System.Text;

namespace JamieDaemon.Slack.WebApi;

/// <summary>A Web API method that Jamie calls, and how Slack wants it called.</summary>
internal sealed class SlackMethod
{
    /// <summary>Conversations of every kind: Jamie answers, and reads the context, wherever it is asked.</summary>
    private static readonly string[] History = ["channels:history", "groups:history", "im:history", "mpim:history"];

    /// <summary>A private conversation is named after its person and needs no look-up.</summary>
    private static readonly string[] Names = ["channels:read", "groups:read", "mpim:read"];

    private static readonly string[] Chat = ["chat:write"];

    public static readonly SlackMethod AppsConnectionsOpen = new("apps.connections.open") { Scopes = [], Token = SlackToken.App, Tries = 1 };
    public static readonly SlackMethod AuthTest = new("auth.test") { Scopes = [] };
    public static readonly SlackMethod ChatPostMessage = new("chat.postMessage") { Scopes = Chat, RepeatsSafely = false };
    public static readonly SlackMethod ChatUpdate = new("chat.update") { Scopes = Chat };
    public static readonly SlackMethod ChatDelete = new("chat.delete") { Scopes = Chat };
    public static readonly SlackMethod ChatStartStream = new("chat.startStream") { Scopes = Chat, RepeatsSafely = false };
    public static readonly SlackMethod ChatAppendStream = new("chat.appendStream") { Scopes = Chat, RepeatsSafely = false };
    public static readonly SlackMethod ChatStopStream = new("chat.stopStream") { Scopes = Chat, RepeatsSafely = false };
    public static readonly SlackMethod ChatPostEphemeral = new("chat.postEphemeral") { Scopes = Chat, RepeatsSafely = false };
    public static readonly SlackMethod ConversationsReplies = new("conversations.replies") { Scopes = History, TakesJson = false };
    public static readonly SlackMethod ConversationsHistory = new("conversations.history") { Scopes = History };
    public static readonly SlackMethod ConversationsInfo = new("conversations.info") { Scopes = Names, TakesJson = false };
    public static readonly SlackMethod UsersConversations = new("users.conversations")
    {
        Scopes = [.. Names, "im:read"],
        TakesJson = false,
        When = static options => options.CatchUp > TimeSpan.Zero,
    };

    public static readonly SlackMethod UsersInfo = new("users.info") { Scopes = ["users:read"], TakesJson = false };
    public static readonly SlackMethod BotsInfo = new("bots.info") { Scopes = ["users:read"], TakesJson = false };
    public static readonly SlackMethod UsergroupsList = new("usergroups.list") { Scopes = ["usergroups:read"], TakesJson = false };
    public static readonly SlackMethod UsergroupsUsersList = new("usergroups.users.list")
    {
        Scopes = ["usergroups:read"],
        TakesJson = false,
        When = static options => options.Access.AllowedGroups.Count + options.Access.DeniedGroups.Count > 0,
    };

    public static readonly SlackMethod ConversationsMembers = new("conversations.members")
    {
        Scopes = Names,
        TakesJson = false,
        When = static options => options.AgentView,
    };

    public static readonly SlackMethod FilesInfo = new("files.info") { Scopes = ["files:read"], TakesJson = false };
    public static readonly SlackMethod ViewsPublish = new("views.publish") { Scopes = [] };
    public static readonly SlackMethod ViewsOpen = new("views.open") { Scopes = [], Tries = 1 };
    public static readonly SlackMethod AssistantThreadsSetStatus = new("assistant.threads.setStatus") { Scopes = Chat };
    public static readonly SlackMethod AssistantThreadsSetSuggestedPrompts = OfAgents("assistant.threads.setSuggestedPrompts");
    public static readonly SlackMethod AssistantThreadsSetTitle = OfAgents("assistant.threads.setTitle");
    public static readonly SlackMethod AgentsSessionsSetStatus = new("agents.sessions.setStatus") { Scopes = Chat };

    /// <summary>Not a method of its own: the address that comes with a command or an action.</summary>
    public static readonly SlackMethod ResponseUrl = new("response_url")
    {
        Scopes = [],
        Token = SlackToken.None,
        RepeatsSafely = false,
    };

    public static readonly IReadOnlyList<SlackMethod> All =
    [
        AppsConnectionsOpen, AuthTest, ChatPostMessage, ChatUpdate, ChatDelete, ChatStartStream, ChatAppendStream, ChatStopStream,
        ChatPostEphemeral, ConversationsReplies, ConversationsHistory, ConversationsInfo, UsersConversations, UsersInfo, BotsInfo, UsergroupsList, UsergroupsUsersList,
        ConversationsMembers, FilesInfo, ViewsPublish, ViewsOpen, AssistantThreadsSetStatus, AssistantThreadsSetSuggestedPrompts, AssistantThreadsSetTitle,
        AgentsSessionsSetStatus, ResponseUrl,
    ];

    private SlackMethod(string name) => (Name, SpanName) = (name, SpanNameOf(name));

    /// <summary>Slack grants this scope to apps that it shows as agents, and to no others.</summary>
    private static SlackMethod OfAgents(string name) => new(name) { Scopes = ["assistant:write"], When = static options => options.AgentView };

    public string Name { get; }

    /// <summary><c>slack.post_message</c> for <c>chat.postMessage</c>.</summary>
    public string SpanName { get; }

    /// <summary>What the bot token must be granted for it: the manifest is made from these.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>With which settings Jamie calls it.</summary>
    public Func<SlackOptions, bool> When { get; private init; } = static _ => true;

    public SlackToken Token { get; private init; } = SlackToken.Bot;

    /// <summary>Slack reads some methods' arguments from a form only.</summary>
    public bool TakesJson { get; private init; } = true;

    /// <summary>False for a send, which posts a second message when it is repeated.</summary>
    public bool RepeatsSafely { get; private init; } = true;

    /// <summary>How often a call is sent before it counts as failed; rate limits do not count.</summary>
    public int Tries { get; private init; } = 4;

    private static string SpanNameOf(string name)
    {
        var span = new StringBuilder("slack.");
        foreach (var letter in name.StartsWith("chat.", StringComparison.Ordinal) ? name["chat.".Length..] : name)
        {
            if (char.IsAsciiLetterUpper(letter)) span.Append('_');
            span.Append(char.ToLowerInvariant(letter));
        }

        return span.ToString();
    }
}

/// <summary>Which secret authorizes a method.</summary>
internal enum SlackToken
{
    None,
    Bot,
    App,
}
