using System.Text.Json;
using JamieDaemon.Sandbox.Slack.ResponseUrls;
using JamieDaemon.Sandbox.Slack.SocketMode;

namespace JamieDaemon.Sandbox.Slack.Interactions;

/// <summary>What members do with the app's buttons, menus, shortcuts and modals.</summary>
public sealed class SlackInteractions
{
    private readonly SlackDirectory _directory;
    private readonly SlackMessageStore _messages;
    private readonly SlackViewStore _views;
    private readonly ViewDesk _viewDesk;
    private readonly ResponseUrlDesk _responseUrls;
    private readonly TriggerDesk _triggers;
    private readonly InteractionWriter _payloads;
    private readonly Deliveries _deliveries;
    private readonly Func<string, Uri> _urlFor;

    internal SlackInteractions(
        SlackDirectory directory, SlackMessageStore messages, SlackViewStore views, ViewDesk viewDesk, ResponseUrlDesk responseUrls,
        TriggerDesk triggers, InteractionWriter payloads, Deliveries deliveries, Func<string, Uri> urlFor)
    {
        _directory = directory;
        _messages = messages;
        _views = views;
        _viewDesk = viewDesk;
        _responseUrls = responseUrls;
        _triggers = triggers;
        _payloads = payloads;
        _deliveries = deliveries;
        _urlFor = urlFor;
    }

    /// <summary>A member clicks in a message.</summary>
    /// <param name="value">The option that is chosen, or which of the feedback buttons is pressed.</param>
    public SlackInteraction Click(string user, SlackMessage message, string actionId, string? value = null)
    {
        var (member, now) = See(user, message);
        var element = BlockElement.Find(now.Blocks, actionId, value);
        var interaction = Begin(member, now, originalTs: now.Ts);
        return Send(interaction, _payloads.MessageClick(member, Channel(now), now, element, value, interaction));
    }

    /// <summary>The view's user clicks in it.</summary>
    /// <inheritdoc cref="Click(string, SlackMessage, string, string?)" path="/param"/>
    public SlackInteraction Click(SlackView view, string actionId, string? value = null)
    {
        var member = _directory.UserCalled(view.User);
        var element = BlockElement.Find(view.Content.Field("blocks"), actionId, value);
        var interaction = new SlackInteraction(_triggers.Issue(member), responseUrl: null);
        return Send(interaction, _payloads.ViewClick(member, view, element, value, interaction));
    }

    /// <summary>A member picks one of the app's shortcuts from a message's menu.</summary>
    public SlackInteraction Shortcut(string user, SlackMessage message, string callbackId)
    {
        var (member, now) = See(user, message);
        var interaction = Begin(member, now, originalTs: null);
        return Send(interaction, _payloads.Shortcut(member, Channel(now), now, callbackId, interaction));
    }

    /// <summary>The view's user fills in a modal and submits it; the app's ack says what becomes of it.</summary>
    /// <param name="inputs">What stands in the fields, by action_id; the others are as the app gave them.</param>
    public ViewSubmission Submit(SlackView view, params IReadOnlyList<(string ActionId, string Value)> inputs)
    {
        var member = _directory.UserCalled(view.User);
        var submission = new ViewSubmission(_triggers.Issue(member));
        var values = inputs.ToDictionary(input => input.ActionId, input => input.Value);
        var payload = _payloads.Submission(member, view, field => values.GetValueOrDefault(field.ActionId ?? ""), submission);
        _deliveries.Send(new Envelope("interactive", payload)
        {
            AcceptsResponsePayload = true,
            OnAcked = ack => submission.Resolve(acked: TryFollow(ack, view, submission)),
            OnFailed = () => submission.Resolve(acked: false),
        });
        return submission;
    }

    /// <summary>The view's user closes a modal, or with it all those below; the app hears of it only if it asked to.</summary>
    public void Close(SlackView view, bool all = false)
    {
        if (all)
            _views.CloseAll(view.User);
        else
            _views.Close(view.Id);
        if (view.Content.Flag("notify_on_close"))
            _deliveries.Send(new Envelope("interactive", _payloads.Closed(_directory.UserCalled(view.User), view, isCleared: all)));
    }

    private (SlackUser Member, SlackMessage Now) See(string user, SlackMessage message)
    {
        var member = _directory.UserCalled(user);
        var now = _messages.Find(message.Channel, message.Ts);
        if (now is null || (now.EphemeralFor is { } only && only != member.Id))
            throw new ArgumentException($"{user} does not see that message.", nameof(message));
        return (member, now);
    }

    private SlackChannel Channel(SlackMessage message) => _directory.ChannelCalled(message.Channel);

    private SlackInteraction Begin(SlackUser member, SlackMessage message, string? originalTs)
    {
        var (id, url) = _responseUrls.Issue(Channel(message), member);
        var interaction = new SlackInteraction(_triggers.Issue(member), _urlFor($"response/{id}").AbsoluteUri);
        url.OriginalTs = originalTs;
        url.OnReply = interaction.Add;
        return interaction;
    }

    private SlackInteraction Send(SlackInteraction interaction, byte[] payload)
    {
        _deliveries.Send(new Envelope("interactive", payload)
        {
            OnAcked = _ => interaction.Resolve(acked: true),
            OnFailed = () => interaction.Resolve(acked: false),
        });
        return interaction;
    }

    /// <summary>Does what the ack of a submission asks for; false when Slack cannot, and shows the user an error.</summary>
    private bool TryFollow(JsonElement? ack, SlackView view, ViewSubmission submission)
    {
        var answer = ack ?? default;
        switch (answer.Text("response_action"))
        {
            case null:
                _views.Close(view.Id);
                return true;
            case "clear":
                _views.CloseAll(view.User);
                return true;
            case "errors" when answer.Field("errors") is { ValueKind: JsonValueKind.Object } errors:
                submission.Errors = errors.EnumerateObject().ToDictionary(error => error.Name, error => error.Value.ToString());
                return true;
            case "update" when ViewDesk.Read(answer.Field("view"), "modal") is { Error: null, Content: var content }:
                return _viewDesk.Update(view, content) is not null;
            case "push" when ViewDesk.Read(answer.Field("view"), "modal") is { Error: null, Content: var content }:
                _viewDesk.Open(view.User, content, below: view);
                return true;
            default:
                return false;
        }
    }
}
