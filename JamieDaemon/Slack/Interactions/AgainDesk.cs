using System.Collections.Concurrent;
using JamieDaemon.Answering;
using JamieDaemon.Slack.Answers;
using JamieDaemon.Slack.Context;
using JamieDaemon.Slack.Intake;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Interactions;

/// <summary>Asks a question again, in the words that stand in Slack now. The new answer joins the old one in its thread.</summary>
internal sealed class AgainDesk(
    SlackWebApiClient slack, Whisper whisper, QuestionGate gate, OpenQuestions questions, SlackIdentity identity, IOptions<SlackOptions> options, TimeProvider time)
{
    /// <summary>Messages of which a click is being followed, until their question is open: two clicks in a row ask once.</summary>
    private readonly ConcurrentDictionary<(string Channel, string Message), byte> _asking = new();

    public async Task AskAsync(AgainWanted wanted, CancellationToken cancellationToken)
    {
        var place = (wanted.Channel, wanted.Place.Message);
        if (!_asking.TryAdd(place, 0))
        {
            await SayAsync(wanted, Saying.AtWorkAlready, until: null, cancellationToken);
            return;
        }

        try
        {
            if (questions.AnyIsAtWork(new StopMessage(wanted.Channel, wanted.Place.Message, By: null).Means)) await SayAsync(wanted, Saying.AtWorkAlready, until: null, cancellationToken);
            else await FollowAsync(wanted, cancellationToken);
        }
        finally
        {
            _asking.TryRemove(place, out _);
        }
    }

    private async Task FollowAsync(AgainWanted wanted, CancellationToken cancellationToken)
    {
        try
        {
            var message = await FindAsync(wanted.Channel, wanted.Place, cancellationToken);
            await AskAsync(wanted, message, cancellationToken);
        }
        catch (SlackApiException refused) when (refused.MeansNotInChannel)
        {
            await SayAsync(wanted, Saying.NotInChannel, until: null, cancellationToken);
        }
    }

    private async Task AskAsync(AgainWanted wanted, SlackMessage? message, CancellationToken cancellationToken)
    {
        var place = wanted.Place;
        var words = SlackText.ToQuestion(SlackText.WithoutMention(message?.Text ?? "", identity.UserId));
        var files = QuestionFiles.Of(message?.Files);
        if (words.Length == 0 && files.Count == 0)
        {
            await SayAsync(wanted, Saying.QuestionGone, until: null, cancellationToken);
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
            IsRepeated = true,
            Origin = wanted.Origin,
        };
        var visit = new Visit();
        gate.Submit(question, visit);
        if (await visit.Refusal is { } refusal) await SayAsync(wanted, refusal.Saying, refusal.Until, cancellationToken);
    }

    private async Task<SlackMessage?> FindAsync(string channel, QuestionPlace place, CancellationToken cancellationToken)
    {
        try
        {
            return (await ReadAsync(channel, place, cancellationToken)).Messages.FirstOrDefault(message => message.Ts == place.Message);
        }
        catch (SlackApiException gone) when (gone.Error == "thread_not_found")
        {
            return null;
        }
    }

    private Task<MessagesResponse> ReadAsync(string channel, QuestionPlace place, CancellationToken cancellationToken) => place.Thread is { } thread
        ? slack.ConversationsRepliesAsync(
            new ConversationsReplies { Channel = channel, Ts = thread, Oldest = place.Message, Latest = place.Message, Inclusive = true, Limit = 2 },
            patience: null,
            cancellationToken)
        : slack.ConversationsHistoryAsync(
            new ConversationsHistory { Channel = channel, Oldest = place.Message, Latest = place.Message, Inclusive = true, Limit = 1 },
            patience: null,
            cancellationToken);

    private async Task SayAsync(AgainWanted wanted, Saying saying, TimeSpan? until, CancellationToken cancellationToken)
    {
        var text = SayingText.Of(saying, options.Value.Command, until);
        if (wanted.ReplyUrl is { } replyUrl) await slack.RespondAsync(replyUrl, ResponseUrlMessage.Private(text) with { ThreadTs = ThreadOf(wanted) }, cancellationToken);
        else await whisper.SayAsync(wanted.User, wanted.Channel, ThreadOf(wanted), text, cancellationToken);
    }

    /// <summary>Where the answer stands, below which the click was.</summary>
    internal static string? ThreadOf(AgainWanted wanted) => SlackThread.Of(new Conversation(wanted.Team, wanted.Channel, wanted.Place.Thread, wanted.Place.Message));

    /// <summary>Waits at the gate.</summary>
    private sealed class Visit : ISubmitter
    {
        private readonly TaskCompletionSource<Said?> _refusal = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<Said?> Refusal => _refusal.Task;

        public void Settled() => _refusal.SetResult(null);

        /// <summary>What is asked again by a click is no reply that may be for others.</summary>
        public void Left() => _refusal.SetResult(null);

        public void Refused(Said said) => _refusal.SetResult(said);
    }
}
