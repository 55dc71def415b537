using JamieDaemon.Answering;
using JamieDaemon.Slack.Intake;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.SocketMode;

namespace JamieDaemon.Slack.Interactions;

/// <summary>Reads what somebody wants who used a button, a menu, the shortcut or a dialog of Jamie's.</summary>
/// <seealso href="https://docs.slack.dev/reference/interaction-payloads"/>
internal static class InteractionReader
{
    public static Reading Read(InteractivePayload used, DateTimeOffset now)
    {
        if (used.User?.Id is not { } user) return new Ignored("an interaction without a user");
        return used switch
        {
            { Type: "block_actions", Actions: [{ } action, ..] } => Clicked(used, action, user),
            { Type: "message_action", CallbackId: ActionIds.AskAbout } => Shortcut(used, user),
            { Type: "view_submission", View: { } view } => Submitted(used, view, user, now),
            _ => new Ignored($"an interaction of type {used.Type}"),
        };
    }

    private static Reading Clicked(InteractivePayload used, InteractiveAction action, string user)
    {
        var team = used.Team?.Id ?? "";
        var key = TurnKey.OfCommand(team, $"{user}|{action.ActionId}|{action.ActionTs ?? used.TriggerId}");
        var id = key.QuestionId;
        var channel = used.Channel?.Id ?? used.Container?.ChannelId ?? "";
        var thread = used.Message?.ThreadTs ?? used.Container?.ThreadTs;
        var replyUrl = ReplyUrl(used);
        return action switch
        {
            { ActionId: ActionIds.Stop, Value: { } question } => new StopWanted(new StopQuestion(question, user), key, IfNothing: null)
            {
                IfWhole = new Said(id, user, new Conversation(team, channel, thread, Message: null), ReplyUrl: null, Saying.CompleteAlready),
            },
            { ActionId: ActionIds.Details } when AnswerDetails.Read(action.Value) is { } details =>
                new Noticed(new DetailsWanted(id, user, channel, thread, replyUrl, details), key),
            { ActionId: ActionIds.Share, Value: { } question } when replyUrl is not null => new Noticed(new ShareWanted(id, user, channel, replyUrl, question), key),
            { ActionId: ActionIds.Feedback, Value: ['g', 'o', 'o', 'd', ':', .. var question] } =>
                new Noticed(new Rated(id, user, question, IsGood: true, TriggerId: null), key),
            { ActionId: ActionIds.Feedback, Value: ['b', 'a', 'd', ':', .. var question] } =>
                new Noticed(new Rated(id, user, question, IsGood: false, used.TriggerId), key),
            { ActionId: ActionIds.Again } when QuestionPlace.TryRead(action.Value, out var place) =>
                new Noticed(new AgainWanted(id, user, team, channel, place) { ReplyUrl = replyUrl }, key),
            { ActionId: ActionIds.Model, SelectedOption.Value: var model } => new Noticed(new ModelChosen(id, user, model is "" or "-" ? null : model), key),
            _ => new Ignored($"the action {action.ActionId}"),
        };
    }

    private static Reading Shortcut(InteractivePayload used, string user)
    {
        var (team, channel, message) = (used.Team?.Id ?? "", used.Channel?.Id, used.Message?.Ts ?? used.MessageTs);
        if (channel is null || message is null || used.TriggerId is not { } trigger) return new Ignored("a shortcut without a message or a trigger_id");
        var key = TurnKey.OfCommand(team, trigger);
        var about = new MessagePlace(team, channel, message, used.Message?.ThreadTs);
        return new Noticed(new ShortcutUsed(key.QuestionId, user, trigger, about) { ReplyUrl = ReplyUrl(used) }, key);
    }

    private static Uri? ReplyUrl(InteractivePayload used) => Uri.TryCreate(used.ResponseUrl, UriKind.Absolute, out var url) ? url : null;

    private static Reading Submitted(InteractivePayload used, InteractiveView view, string user, DateTimeOffset now)
    {
        var key = TurnKey.OfCommand(used.Team?.Id ?? "", used.TriggerId ?? $"{view.CallbackId}|{view.PrivateMetadata}|{now.UtcTicks}");
        switch (view.CallbackId)
        {
            case ActionIds.Reason when view.PrivateMetadata is { } question:
                var reason = Enum.TryParse<FeedbackReason>(Entered(view)?.SelectedOption?.Value, out var known) ? known : FeedbackReason.Other;
                return new Noticed(new ReasonGiven(key.QuestionId, user, question, reason), key);
            case ActionIds.AskAbout when MessagePlace.TryRead(view.PrivateMetadata, out var place):
                if (SlackText.ToQuestion(Entered(view)?.Value ?? "") is not { Length: > 0 } words) return new Incomplete(ActionIds.AskAbout, "Please write a question.");
                return new Asked(
                    new Question
                    {
                        Id = key.QuestionId,
                        Kind = QuestionKind.Mention,
                        Text = words,
                        Asker = user,
                        Conversation = new Conversation(place.Team, place.Channel, place.Thread ?? place.Message, Message: null),
                        AskedAt = now,
                    },
                    key);
            default:
                return new Ignored($"the dialog {view.CallbackId}");
        }
    }

    /// <summary>Jamie's dialogs have one field each.</summary>
    private static InteractiveAction? Entered(InteractiveView view) => view.State?.Values is [{ } field, ..] ? field : null;
}
