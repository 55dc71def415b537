using JamieDaemon.Answering;
using JamieDaemon.Slack.Access;
using JamieDaemon.Slack.Answers;
using JamieDaemon.Slack.Home;
using JamieDaemon.Slack.Interactions;
using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Notices;

/// <summary>Sees that each kind of notice is done by whoever does it.</summary>
internal sealed class NoticeDesk(
    SlackWebApiClient slack,
    SlackPoster poster,
    Whisper whisper,
    AskerAccess access,
    HomePublisher home,
    SuggestedPromptsOffer prompts,
    StatusReply status,
    DetailsReply details,
    FeedbackDesk feedback,
    ShareDesk share,
    AgainDesk again,
    ShortcutDialog shortcut,
    ThreadTitles titles,
    IOptions<SlackOptions> options,
    TimeProvider time)
{
    private const int Attempts = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <param name="notice">What is to be done.</param>
    /// <param name="cancellationToken">It is too late for it.</param>
    public Task DeliverAsync(Notice notice, CancellationToken cancellationToken) => notice switch
    {
        Said said => SayAsync(said, cancellationToken),
        HomeOpened opened => home.OpenAsync(opened.User, cancellationToken),
        ModelChosen chosen => home.ChooseModelAsync(chosen.User, chosen.Model, cancellationToken),
        PromptsWanted wanted => prompts.OfferAsync(wanted, cancellationToken),
        SessionLeft left => slack.AgentsSessionsSetStatusAsync(
            new AgentsSessionsSetStatus { ChannelId = left.Channel, ThreadTs = left.Thread, Status = AgentsSessionsSetStatus.Active }, cancellationToken),
        StatusWanted wanted => status.ReplyAsync(wanted, cancellationToken),
        DetailsWanted wanted => details.ReplyAsync(wanted, cancellationToken),
        Rated rated => feedback.TakeAsync(rated, cancellationToken),
        ReasonGiven given => feedback.TakeAsync(given),
        ShareWanted wanted => share.ShareAsync(wanted, cancellationToken),
        AgainWanted wanted => again.AskAsync(wanted, cancellationToken),
        ShortcutUsed used => shortcut.OpenAsync(used, cancellationToken),
        TitleWanted wanted => titles.NameAsync(wanted, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(notice), notice, "Nobody does this."),
    };

    /// <summary>What is said when it could not be done; <see langword="null"/> where nobody waits to see something, or nothing is left to say it with.</summary>
    public static Said? ExcuseFor(Notice notice) => notice switch
    {
        ShortcutUsed { ReplyUrl: { } url, About: { } about } => Excuse(notice, new Conversation(about.Team, about.Channel, about.Thread, about.Message), url, Saying.DialogLate),
        AgainWanted { ReplyUrl: { } url } wanted => Excuse(notice, new Conversation(wanted.Team, wanted.Channel, AgainDesk.ThreadOf(wanted), wanted.Place.Message), url, Saying.NotDone),
        // Not at the address of the click, which may have failed just now, or be used up.
        ShareWanted shared => Excuse(notice, new Conversation(Team: "", shared.Channel, Thread: null, Message: null), replyUrl: null, Saying.NotShared),
        _ => null,
    };

    private static Said Excuse(Notice notice, Conversation where, Uri? replyUrl, Saying saying) =>
        new(notice.Id, notice.User, where, replyUrl, saying) { Origin = notice.Origin, ReceivedAt = notice.ReceivedAt };

    /// <summary>A sentence of Jamie's own does no harm when it comes twice; when it never comes, somebody waits for an answer that was refused.</summary>
    private async Task SayAsync(Said said, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await SayOnceAsync(said, cancellationToken);
                return;
            }
            catch (SlackException passing) when (passing is AmbiguousSendException or SlackUnavailableException && attempt < Attempts)
            {
                await Task.Delay(attempt * Pause, time, cancellationToken);
            }
        }
    }

    private async Task SayOnceAsync(Said said, CancellationToken cancellationToken)
    {
        // A person who may not ask hears that, and not how to ask.
        var refusal = said.Saying is Saying.Welcome or Saying.Usage or Saying.QueueFull or Saying.NoJournal
            ? await access.RefusalAsync(said.User, said.Where.Channel, cancellationToken)
            : null;
        var text = refusal is null ? SayingText.Of(said.Saying, options.Value.Command, said.Until) : SlackText.Escape(refusal);
        switch (said)
        {
            case { ReplyUrl: { } replyUrl }:
                await slack.RespondAsync(replyUrl, ResponseUrlMessage.Private(text) with { ThreadTs = said.Where.Thread }, cancellationToken);
                break;
            case { Where.Channel: ['D', ..], Saying: Saying.Welcome or Saying.QueueFull or Saying.NoJournal } when refusal is null:
                await PostAsync(said, text, cancellationToken);
                break;
            default:
                await whisper.SayAsync(said.User, said.Where.Channel, said.Where.Thread, text, cancellationToken);
                break;
        }
    }

    private async Task PostAsync(Said said, string text, CancellationToken cancellationToken)
    {
        try
        {
            // What is refused may be taken when it comes again; then its answer takes this message's place.
            var mark = new AnswerMark(said.Id, Part: 0, IsLast: said.Saying is Saying.Welcome);
            // Once sent it takes no cancellation; only the waiting for it does.
            await poster.PostAsync(said.Where, mark, new MessageContent(text, Blocks: null, text), mayStand: false, said.Where.Message, cancellationToken).WaitAsync(cancellationToken);
        }
        catch (SlackApiException refused) when (refused.MeansNotInChannel)
        {
            await whisper.SayPrivatelyAsync(said.User, text, cancellationToken);
        }
    }
}
