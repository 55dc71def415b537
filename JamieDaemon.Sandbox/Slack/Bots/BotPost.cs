using System.Text.Json;
using JamieDaemon.Sandbox.Slack.Blocks;

namespace JamieDaemon.Sandbox.Slack.Bots;

/// <summary>What another app's bot posts: often no text at all, but attachments or blocks.</summary>
public sealed record BotPost(SlackBot Bot, string Text = "")
{
    public JsonElement? Attachments { get; init; }

    public JsonElement? Blocks { get; init; }

    internal SlackMessage In(SlackChannel channel, string? threadTs) => new()
    {
        Channel = channel.Id,
        ThreadTs = threadTs,
        Text = Text,
        Attachments = Attachments,
        Blocks = BlockIds.Fill(Blocks),
        BotId = Bot.Id,
        BotName = Bot.Name,
        User = Bot.User,
        AppId = Bot.AppId,
        Subtype = Bot.User is null ? "bot_message" : null,
    };
}
