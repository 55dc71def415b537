using System.Text.Json.Serialization;
using JamieDaemon.Slack.Json;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.SocketMode;

/// <summary>Somebody used a button, a menu, a shortcut or a dialog of Jamie's; as far as Jamie reads it.</summary>
/// <seealso href="https://docs.slack.dev/reference/interaction-payloads"/>
public sealed record InteractivePayload : Discreet
{
    /// <summary><c>block_actions</c>, <c>message_action</c>, <c>view_submission</c>, <c>view_closed</c>, <c>shortcut</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Of a shortcut.</summary>
    public string? CallbackId { get; init; }

    /// <summary>Lets a dialog be opened, for three seconds.</summary>
    public string? TriggerId { get; init; }

    /// <summary>Takes messages for the place of the click, from whoever knows it: a secret.</summary>
    public string? ResponseUrl { get; init; }

    public string? ActionTs { get; init; }

    /// <summary>Of a message shortcut: which message.</summary>
    public string? MessageTs { get; init; }

    [JsonConverter(typeof(ObjectOrNothing<Named>))]
    public Named? Team { get; init; }

    [JsonConverter(typeof(ObjectOrNothing<Named>))]
    public Named? User { get; init; }

    [JsonConverter(typeof(ObjectOrNothing<Named>))]
    public Named? Channel { get; init; }

    [JsonConverter(typeof(ObjectOrNothing<InteractiveContainer>))]
    public InteractiveContainer? Container { get; init; }

    [JsonConverter(typeof(ObjectOrNothing<InteractiveMessage>))]
    public InteractiveMessage? Message { get; init; }

    [JsonConverter(typeof(ObjectOrNothing<InteractiveView>))]
    public InteractiveView? View { get; init; }

    [JsonConverter(typeof(ListOrNothing<InteractiveAction>))]
    public IReadOnlyList<InteractiveAction>? Actions { get; init; }

    /// <summary>Something that has an id.</summary>
    public sealed record Named : Discreet
    {
        public string? Id { get; init; }
    }
}

/// <summary>Where the click happened.</summary>
public sealed record InteractiveContainer : Discreet
{
    public string? ThreadTs { get; init; }

    public string? ChannelId { get; init; }
}

/// <summary>The message that a button belongs to, or that a shortcut was used on. Absent for ephemeral messages.</summary>
public sealed record InteractiveMessage : Discreet
{
    public string? Ts { get; init; }

    public string? ThreadTs { get; init; }
}

/// <summary>The dialog that was submitted, or the Home tab on which something was chosen.</summary>
public sealed record InteractiveView : Discreet
{
    public string? CallbackId { get; init; }

    /// <summary>What Jamie put into the dialog to know what it is about.</summary>
    public string? PrivateMetadata { get; init; }

    [JsonConverter(typeof(ObjectOrNothing<InteractiveState>))]
    public InteractiveState? State { get; init; }
}

/// <summary>What was entered.</summary>
public sealed record InteractiveState : Discreet
{
    /// <summary>In the order of the dialog.</summary>
    [JsonConverter(typeof(EnteredFields))]
    public IReadOnlyList<InteractiveAction>? Values { get; init; }
}

/// <summary>One button, menu or field, and what was done with it.</summary>
public sealed record InteractiveAction : Discreet
{
    public string? ActionId { get; init; }

    public string? Value { get; init; }

    public string? ActionTs { get; init; }

    [JsonConverter(typeof(ObjectOrNothing<InteractiveOption>))]
    public InteractiveOption? SelectedOption { get; init; }
}

/// <summary>What was chosen from a menu.</summary>
public sealed record InteractiveOption : Discreet
{
    public string? Value { get; init; }
}
