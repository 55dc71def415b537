namespace JamieDaemon.Slack.WebApi;

/// <summary>A Web API method that Jamie calls, and how Slack wants it called.</summary>
internal sealed class SlackMethod
{
    /// <summary>Conversations of every kind: Jamie answers, and reads the context, wherever it is asked.</summary>
    private static readonly string[] History = ["channels:history", "groups:history", "im:history", "mpim:history"];

    /// <summary>A private conversation is named after its person and needs no look-up.</summary>
    private static readonly string[] Names = ["channels:read", "groups:read", "mpim:read"];

    public static readonly SlackMethod AppsConnectionsOpen = new("apps.connections.open") { Token = SlackToken.App, Tries = 1, Scopes = [] };
    public static readonly SlackMethod AuthTest = new("auth.test") { Scopes = [] };
    public static readonly SlackMethod ChatPostMessage = new("chat.postMessage") { Scopes = ["chat:write"], RepeatsSafely = false };
    public static readonly SlackMethod ChatUpdate = new("chat.update") { Scopes = ["chat:write"] };
    public static readonly SlackMethod ChatPostEphemeral = new("chat.postEphemeral") { Scopes = ["chat:write"], RepeatsSafely = false };
    public static readonly SlackMethod ConversationsReplies = new("conversations.replies") { Scopes = History, TakesJson = false };
    public static readonly SlackMethod ConversationsHistory = new("conversations.history") { Scopes = History };
    public static readonly SlackMethod ConversationsInfo = new("conversations.info") { Scopes = Names, TakesJson = false };
    public static readonly SlackMethod UsersInfo = new("users.info") { Scopes = ["users:read"], TakesJson = false };
    public static readonly SlackMethod ViewsPublish = new("views.publish") { Scopes = [] };

    /// <summary>Not a method of its own: the address that comes with a command or an action.</summary>
    public static readonly SlackMethod ResponseUrl = new("response_url")
    {
        Scopes = [],
        Token = SlackToken.None,
        RepeatsSafely = false,
    };

    public static readonly IReadOnlyList<SlackMethod> All =
    [
        AppsConnectionsOpen, AuthTest, ChatPostMessage, ChatUpdate, ChatPostEphemeral, ConversationsReplies, ConversationsHistory,
        ConversationsInfo, UsersInfo, ViewsPublish, ResponseUrl,
    ];

    private SlackMethod(string name) => Name = name;

    public string Name { get; }

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
}

/// <summary>Which secret authorizes a method.</summary>
internal enum SlackToken
{
    None,
    Bot,
    App,
}
