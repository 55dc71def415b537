using JamieDaemon.Answering;
using JamieDaemon.Slack.Context;
using JamieDaemon.Slack.Intake;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Interactions;

/// <summary>Asks a question again, in the words that stand in Slack now. The new answer joins the old one in its thread.</summary>
internal sealed class AgainDesk(SlackWebApiClient slack, QuestionGate gate, SlackIdentity identity, IOptions<SlackOptions> options, TimeProvider time)
{
    public async Task AskAsync(AgainWanted wanted)
    {
        var place = wanted.Place;
        var message = await FindAsync(wanted.Channel, place);
        var words = SlackText.ToPlain(SlackText.WithoutMention(message?.Text ?? "", identity.UserId));
        var files = QuestionFiles.Of(message?.Files);
        if (words.Length == 0 && files.Count == 0)
        {
            await SayAsync(wanted, Saying.QuestionGone, until: null);
            return;
        }

        var question = new Question
        {
            Id = wanted.Id,
            Kind = wanted.Channel.StartsWith('D') ? QuestionKind.DirectMessage : QuestionKind.Mention,
            Text = words,
            Files = files,
            Asker = wanted.User,
            Conversation = new Conversation(wanted.Team, wanted.Channel, place.Thread, place.Message),
            AskedAt = SlackTs.ToTime(place.Message),
            ReceivedAt = time.GetTimestamp(),
        };
        if (gate.Submit(question, delivery: null) is Said refusal) await SayAsync(wanted, refusal.Saying, refusal.Until);
    }

    private async Task<SlackMessage?> FindAsync(string channel, QuestionPlace place)
    {
        var found = place.Thread is { } thread
            ? await slack.ConversationsRepliesAsync(
                new ConversationsReplies { Channel = channel, Ts = thread, Oldest = place.Message, Latest = place.Message, Inclusive = true, Limit = 2 },
                patience: null,
                CancellationToken.None)
            : await slack.ConversationsHistoryAsync(
                new ConversationsHistory { Channel = channel, Oldest = place.Message, Latest = place.Message, Inclusive = true, Limit = 1 },
                patience: null,
                CancellationToken.None);
        return found.Messages.FirstOrDefault(message => message.Ts == place.Message);
    }

    private Task SayAsync(AgainWanted wanted, Saying saying, TimeSpan? until) => slack.ChatPostEphemeralAsync(
        new ChatPostEphemeral
        {
            Channel = wanted.Channel,
            User = wanted.User,
            ThreadTs = wanted.Place.Thread ?? wanted.Place.Message,
            Text = SayingText.Of(saying, options.Value.Command, until),
        },
        CancellationToken.None);
}
