using System.Text;
using JamieDaemon.Sandbox.Slack.Bots;
using JamieDaemon.Sandbox.Slack.Events;
using JamieDaemon.Sandbox.Slack.Files;
using JamieDaemon.Sandbox.Slack.Interactions;
using JamieDaemon.Sandbox.Slack.ResponseUrls;
using JamieDaemon.Sandbox.Slack.SocketMode;
using JamieDaemon.Sandbox.Slack.Streams;
using JamieDaemon.Sandbox.Slack.Threads;
using JamieDaemon.Sandbox.Slack.WebApi;

namespace JamieDaemon.Sandbox.Slack;

/// <summary>
/// A Slack workspace on the loopback address: Web API, Socket Mode and response_urls, with Slack's documented limits and
/// redeliveries, and with faults on demand. Its members act through the methods here; what they see is in
/// <see cref="Messages"/> and <see cref="Views"/>.
/// </summary>
public sealed class SlackWorkspace : IAsyncDisposable
{
    private readonly LoopbackServer _server;
    private readonly Agenda _agenda;
    private readonly SlackDirectory _directory;
    private readonly Conversations _conversations;
    private readonly EventFeed _events;
    private readonly Deliveries _deliveries;
    private readonly SlashCommands _slashCommands;
    private readonly WorkspaceRoutes _routes;

    private SlackWorkspace(SlackWorkspaceOptions options)
    {
        var timestamps = new SlackTimestamps(options.Time);
        var tickets = new ConnectionTickets();
        var triggers = new TriggerDesk(timestamps, options.Time);
        _server = new LoopbackServer(options);
        _agenda = new Agenda(options.Time);
        _directory = new SlackDirectory(Team);
        Faults = options.Faults;
        Messages = new SlackMessageStore(timestamps, options.Time);
        Sockets = new SlackSockets(options.Time);
        _deliveries = new Deliveries(Sockets, _agenda, options);
        _events = new EventFeed(options, Team, Messages, new EventWriter(Team, timestamps, options.Time), _deliveries);
        Threads = new SlackThreads(_agenda, options.Time);
        _conversations = new Conversations(Team, Messages, Threads, timestamps, _events);
        var streams = new MessageStreams(Messages, _conversations, _agenda);
        Agent = new SlackAgent(options, Team, _directory, Messages, Threads, streams, _events);
        Files = new SlackFiles(Team, _directory, _conversations, timestamps, options.Time, _server.UrlFor);
        var responseUrls = new ResponseUrlDesk(Messages, _conversations, Team, timestamps, options.Time);
        var viewDesk = new ViewDesk(Views, timestamps);
        Interactions = new SlackInteractions(
            _directory, Messages, Views, viewDesk, responseUrls, triggers, new InteractionWriter(Team, timestamps), _deliveries,
            _server.UrlFor);
        _slashCommands = new SlashCommands(Team, responseUrls, triggers, _deliveries, _server.UrlFor);
        var webApi = new WebApiEndpoint(options,
        [
            .. new ConnectionMethods(Team, tickets, _server.UrlFor).All,
            .. new PeopleMethods(Team, _directory, _server.UrlFor).All,
            .. new ChatMethods(Team, _directory, Messages, _conversations).All,
            .. new ConversationMethods(Team, _directory, Messages).All,
            .. new ViewMethods(Team, _directory, Views, viewDesk, triggers).All,
            .. new ReactionMethods(Team, _directory, Messages).All,
            .. new StreamMethods(options, Team, _directory, Messages, streams, Threads).All,
            .. new AssistantMethods(options, _directory, Messages, _conversations, Threads).All,
            .. new AgentMethods(options, _directory, Threads).All,
            .. new FileMethods(Files).All,
            .. new UserGroupMethods(Team, _directory).All,
        ]);
        _routes = new WorkspaceRoutes(
            webApi, new SocketModeEndpoint(Sockets, tickets, _deliveries, _agenda, Team, options), new ResponseUrlEndpoint(responseUrls),
            new FileEndpoint(options, Files), options.Received);
        Calls = webApi.Calls;
        Methods = webApi.Methods;
        AddChannel("incidents");
        AddChannel("general");
        AddUser("oncall");
        AddUser("developer");
    }

    public SlackTeam Team { get; } = new();

    /// <summary>What a client takes for <c>https://slack.com/api/</c>.</summary>
    public Uri ApiUrl => _server.UrlFor("api/");

    public SlackFaults Faults { get; }

    public SlackMessageStore Messages { get; }

    public SlackViewStore Views { get; } = new();

    /// <summary>Statuses, sessions, titles and prompts around the threads.</summary>
    public SlackThreads Threads { get; }

    /// <summary>Clicks, shortcuts and submitted modals.</summary>
    public SlackInteractions Interactions { get; }

    /// <summary>Slack's own Stop button, and the assistant's threads.</summary>
    public SlackAgent Agent { get; }

    /// <summary>What members share beside words.</summary>
    public SlackFiles Files { get; }

    public SlackSockets Sockets { get; }

    /// <summary>How often each method was called, and what came of it.</summary>
    public SlackCalls Calls { get; }

    /// <summary>The Web API methods that the workspace knows.</summary>
    public IReadOnlyCollection<string> Methods { get; }

    public IReadOnlyCollection<SlackUser> Users => _directory.Users;

    public IReadOnlyCollection<SlackChannel> Channels => _directory.Channels;

    public static async Task<SlackWorkspace> StartAsync(SlackWorkspaceOptions options, CancellationToken cancellationToken)
    {
        var workspace = new SlackWorkspace(options);
        await workspace._server.StartAsync(workspace._routes.HandleAsync, cancellationToken);
        return workspace;
    }

    public SlackUser AddUser(string name) => AddUser(name, user => user);

    /// <summary>Adds a guest, somebody of another workspace, or who else <paramref name="describe"/> makes of them.</summary>
    public SlackUser AddUser(string name, Func<SlackUser, SlackUser> describe) => _directory.AddUser(name, describe);

    /// <summary>Adds a group that members can mention.</summary>
    public SlackUserGroup AddGroup(string handle, params IReadOnlyList<string> users) => _directory.AddGroup(handle, users);

    /// <summary>Adds a conversation; an empty id is given one.</summary>
    public SlackChannel AddChannel(SlackChannel channel) => _directory.Add(channel);

    public SlackChannel AddChannel(string name) => AddChannel(new SlackChannel("", name));

    /// <summary>The member of that id or name.</summary>
    public SlackUser User(string name) => _directory.UserCalled(name);

    /// <summary>The conversation of that id or name, with or without its #.</summary>
    public SlackChannel Channel(string name) => _directory.ChannelCalled(name);

    /// <summary>How often a Web API method was called, faults included.</summary>
    public int CallsOf(string method) => Calls.Of(method);

    /// <summary>A member names the bot: the app hears app_mention and message.channels, of one and the same ts.</summary>
    public string Mention(string channel, string user, string text, string? threadTs = null)
    {
        var mention = $"<@{Team.BotUserId}>";
        return Say(channel, user, text.Contains(mention, StringComparison.Ordinal) ? text : $"{mention} {text}", threadTs);
    }

    /// <summary>A member writes in a channel, to nobody in particular.</summary>
    public string Say(string channel, string user, string text, string? threadTs = null) =>
        Post(Channel(channel), User(user), text, threadTs);

    /// <summary>A member replies in a thread and has the reply shown in the channel as well.</summary>
    public string Broadcast(string channel, string user, string text, string threadTs) =>
        Post(Channel(channel), User(user), text, threadTs, SlackMessage.Broadcast);

    /// <summary>A member writes to the bot in private.</summary>
    public string DirectMessage(string user, string text, string? threadTs = null) =>
        Post(Channel(User(user).DirectChannel), User(user), text, threadTs);

    /// <summary>Another app's bot writes; a classic one has no user and the subtype bot_message.</summary>
    public string PostAsOtherBot(string channel, string text, string? threadTs = null, bool classic = false) =>
        PostAsOtherBot(channel, new BotPost(classic ? OtherBots.Classic : OtherBots.Modern, text), threadTs);

    /// <inheritdoc cref="PostAsOtherBot(string, string, string?, bool)"/>
    public string PostAsOtherBot(string channel, BotPost post, string? threadTs = null)
    {
        _directory.Know(post.Bot);
        var place = Channel(channel);
        return _conversations.Post(place, post.In(place, threadTs)).Ts;
    }

    /// <summary>A member edits a message; false when there is none.</summary>
    public bool EditMessage(string channel, string ts, string text) =>
        _conversations.Edit(Channel(channel), ts, before => before with { Text = text }) is not null;

    /// <summary>A member deletes a message; false when there is none.</summary>
    public bool DeleteMessage(string channel, string ts) => _conversations.Delete(Channel(channel), ts);

    /// <summary>A member runs a slash command.</summary>
    public SlashInvocation Slash(string user, string channel, string command, string text) =>
        _slashCommands.Run(User(user), Channel(channel), command, text);

    /// <summary>A member opens the app's home or messages tab.</summary>
    public void OpenHome(string user, string tab = "home") => _events.HomeOpened(User(user), tab);

    /// <summary>Delivers a payload as it is, in an envelope of that type.</summary>
    public void SendEnvelope(string type, string payload) =>
        _deliveries.Send(new Envelope(type, Encoding.UTF8.GetBytes(payload)));

    public async ValueTask DisposeAsync()
    {
        Sockets.KillAll();
        await _server.DisposeAsync();
        _agenda.Dispose();
    }

    private string Post(SlackChannel channel, SlackUser user, string text, string? threadTs, string? subtype = null) =>
        _conversations.Post(channel, new SlackMessage
        {
            Channel = channel.Id,
            Text = text,
            ThreadTs = threadTs,
            Subtype = subtype,
        }.From(user)).Ts;
}
