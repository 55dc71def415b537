using System.Collections.Concurrent;
using JamieDaemon.Sandbox.Slack.Bots;

namespace JamieDaemon.Sandbox.Slack;

/// <summary>The members and conversations of the workspace, found by id or by name.</summary>
internal sealed class SlackDirectory
{
    private readonly ConcurrentDictionary<string, SlackUser> _users = new();
    private readonly ConcurrentDictionary<string, SlackChannel> _channels = new();
    private readonly ConcurrentDictionary<string, SlackUserGroup> _groups = new();
    private readonly ConcurrentDictionary<string, SlackBot> _bots = new();
    private readonly ConcurrentDictionary<string, string> _names = new();
    private int _lastId = 1000;

    public SlackDirectory(SlackTeam team) =>
        Know(new SlackBot(team.BotId, team.BotName) { User = team.BotUserId, AppId = team.AppId });

    public IReadOnlyCollection<SlackUser> Users => (IReadOnlyCollection<SlackUser>)_users.Values;

    public IReadOnlyCollection<SlackChannel> Channels => (IReadOnlyCollection<SlackChannel>)_channels.Values;

    public IReadOnlyCollection<SlackUserGroup> Groups => (IReadOnlyCollection<SlackUserGroup>)_groups.Values;

    public SlackUser AddUser(string name, Func<SlackUser, SlackUser> describe)
    {
        var number = Interlocked.Increment(ref _lastId);
        var user = describe(new SlackUser($"U0SAND{number}", name, $"D0SAND{number}"));
        _users[user.Id] = user;
        _names["@" + name] = user.Id;
        _channels[user.DirectChannel] = new SlackChannel(user.DirectChannel, "directmessage") { DirectUser = user.Id };
        return user;
    }

    public SlackChannel Add(SlackChannel channel)
    {
        var added = channel.Id.Length > 0 ? channel : channel with { Id = $"C0SAND{Interlocked.Increment(ref _lastId)}" };
        _channels[added.Id] = added;
        _names["#" + added.Name] = added.Id;
        return added;
    }

    public SlackUserGroup AddGroup(string handle, IReadOnlyList<string> users)
    {
        var id = $"S0SAND{Interlocked.Increment(ref _lastId)}";
        return _groups[id] = new SlackUserGroup(id, handle, [.. users.Select(user => UserCalled(user).Id)]);
    }

    /// <summary>Makes another app's bot known, and its user if it has one.</summary>
    public void Know(SlackBot bot)
    {
        _bots[bot.Id] = bot;
        if (bot.User is { } user)
            _users[user] = new SlackUser(user, bot.Name, "") { BotId = bot.Id };
    }

    public SlackBot? FindBot(string? id) => id is null ? null : _bots.GetValueOrDefault(id);

    public SlackUserGroup? FindGroup(string id) => _groups.GetValueOrDefault(id);

    public SlackUser? FindUser(string? id) => id is null ? null : _users.GetValueOrDefault(id);

    public SlackChannel? FindChannel(string? id) => id is null ? null : _channels.GetValueOrDefault(id);

    /// <summary>A human's way of saying it: an id, or a name with or without its sign.</summary>
    public SlackUser UserCalled(string name) =>
        FindUser(name) ?? FindUser(Named('@', name)) ?? throw new ArgumentException($"There is no user '{name}'.", nameof(name));

    /// <inheritdoc cref="UserCalled"/>
    public SlackChannel ChannelCalled(string name) =>
        FindChannel(name) ?? FindChannel(Named('#', name))
        ?? throw new ArgumentException($"There is no channel '{name}'.", nameof(name));

    private string? Named(char sign, string name) => _names.GetValueOrDefault(name.StartsWith(sign) ? name : sign + name);
}
