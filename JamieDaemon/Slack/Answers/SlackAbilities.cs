using System.Collections.Concurrent;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Answers;

/// <summary>What this app may do in this workspace beyond posting and editing, as far as Slack has said no to it.</summary>
/// <remarks>
/// Nobody can ask Slack beforehand whether an app is declared an agent, or whether the plan allows streams. A no is believed for an hour, so
/// that each answer does not begin with a call in vain, and a changed manifest is noticed without a restart.
/// </remarks>
internal sealed class SlackAbilities(TimeProvider time)
{
    private static readonly TimeSpan Belief = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<SlackAbility, long> _refusedAt = new();

    /// <summary>Whether it is worth trying.</summary>
    public bool May(SlackAbility ability) =>
        !_refusedAt.TryGetValue(ability, out var at) || time.GetElapsedTime(at) > Belief;

    /// <summary>Slack said no. Refusals that concern one message or channel only teach nothing about the next.</summary>
    /// <returns>Whether it taught something new.</returns>
    public bool Learn(SlackAbility ability, SlackApiException refusal)
    {
        if (!IsForAll(refusal.Error)) return false;
        var isNew = May(ability);
        _refusedAt[ability] = time.GetTimestamp();
        return isNew;
    }

    private static bool IsForAll(string error) => error is
        "feature_disabled" or "not_agent_app" or "missing_scope" or "unknown_method" or "method_deprecated" or "not_allowed_token_type"
        or "no_permission" or "access_denied" or "not_subscribed_to_message_stream_stopped" or "invalid_blocks";
}

/// <summary>What not every app may do in every workspace.</summary>
internal enum SlackAbility
{
    /// <summary>A status line in a thread.</summary>
    Status,

    /// <summary>An agent session, with Slack's own Stop button.</summary>
    Session,

    /// <summary>Messages that grow natively.</summary>
    Stream,

    /// <summary>Blocks of type <c>markdown</c>.</summary>
    MarkdownBlocks,

    /// <summary>Titles of private threads.</summary>
    Title,
}
