using System.Text.Json.Serialization;

namespace JamieDaemon.Slack.SocketMode;

/// <summary>Somebody used a button, a menu, a shortcut or a dialog of Jamie's; as far as Jamie reads it.</summary>
/// <seealso href="https://docs.slack.dev/reference/interaction-payloads"/>
public sealed record InteractivePayload
{
    /// <summary><c>block_actions</c>, <c>message_action</c>, <c>view_submission</c>, <c>view_closed</c>, <c>shortcut</c>.</summary>
    [JsonConverter(typeof(StringOrNothing))]
    public string? Type { get; init; }

    /// <summary>Of a shortcut.</summary>
    [JsonConverter(typeof(StringOrNothing))]
    public string? CallbackId { get; init; }

    /// <summary>Lets a dialog be opened, for three seconds.</summary>
    [JsonConverter(typeof(StringOrNothing))]
    public string? TriggerId { get; init; }

    /// <summary>Takes messages for the place of the click, from whoever knows it: a secret.</summary>
    [JsonConverter(typeof(StringOrNothing))]
    public string? ResponseUrl { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? ActionTs { get; init; }

    /// <summary>Of a message shortcut: which message.</summary>
    [JsonConverter(typeof(StringOrNothing))]
    public string? MessageTs { get; init; }

    public Named? Team { get; init; }

    public Named? User { get; init; }

    public Named? Channel { get; init; }

    public InteractiveContainer? Container { get; init; }

    public InteractiveMessage? Message { get; init; }

    public InteractiveView? View { get; init; }

    public IReadOnlyList<InteractiveAction>? Actions { get; init; }

    /// <summary>Something that has an id.</summary>
    public sealed record Named
    {
        [JsonConverter(typeof(StringOrNothing))]
        public string? Id { get; init; }
    }
}

/// <summary>Where the click happened.</summary>
public sealed record InteractiveContainer
{
    [JsonConverter(typeof(StringOrNothing))]
    public string? MessageTs { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? ThreadTs { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? ChannelId { get; init; }
}

/// <summary>The message that a button belongs to, or that a shortcut was used on. Absent for ephemeral messages.</summary>
public sealed record InteractiveMessage
{
    [JsonConverter(typeof(StringOrNothing))]
    public string? Ts { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? ThreadTs { get; init; }
}

/// <summary>The dialog that was submitted, or the Home tab on which something was chosen.</summary>
public sealed record InteractiveView
{
    [JsonConverter(typeof(StringOrNothing))]
    public string? CallbackId { get; init; }

    /// <summary>What Jamie put into the dialog to know what it is about.</summary>
    [JsonConverter(typeof(StringOrNothing))]
    public string? PrivateMetadata { get; init; }

    public InteractiveState? State { get; init; }
}

/// <summary>What was entered: by block, by action.</summary>
public sealed record InteractiveState
{
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, InteractiveAction>>? Values { get; init; }
}

/// <summary>One button, menu or field, and what was done with it.</summary>
public sealed record InteractiveAction
{
    [JsonConverter(typeof(StringOrNothing))]
    public string? ActionId { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? Value { get; init; }

    [JsonConverter(typeof(StringOrNothing))]
    public string? ActionTs { get; init; }

    public InteractiveOption? SelectedOption { get; init; }
}

/// <summary>What was chosen from a menu.</summary>
public sealed record InteractiveOption
{
    [JsonConverter(typeof(StringOrNothing))]
    public string? Value { get; init; }
}
