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
    HomePublisher home,
    SuggestedPromptsOffer prompts,
    StatusReply status,
    DetailsReply details,
    FeedbackDesk feedback,
    ShareDesk share,
    AgainDesk again,
    ShortcutDialog shortcut,
    ThreadTitles titles,
    IOptions<SlackOptions> options)
{
    public Task DeliverAsync(Notice notice) => notice switch
    {
        Said said => SayAsync(said),
        HomeOpened opened => home.OpenAsync(opened.User),
        ModelChosen chosen => home.ChooseModelAsync(chosen.User, chosen.Model),
        PromptsWanted wanted => prompts.OfferAsync(wanted.Channel, wanted.Thread),
        SessionLeft left => slack.AgentsSessionsSetStatusAsync(
            new AgentsSessionsSetStatus { ChannelId = left.Channel, ThreadTs = left.Thread, Status = AgentsSessionsSetStatus.Active }, CancellationToken.None),
        StatusWanted wanted => status.ReplyAsync(wanted.ReplyUrl),
        DetailsWanted wanted => details.ReplyAsync(wanted),
        Rated rated => feedback.TakeAsync(rated),
        ReasonGiven given => feedback.TakeAsync(given),
        ShareWanted wanted => share.ShareAsync(wanted),
        AgainWanted wanted => again.AskAsync(wanted),
        ShortcutUsed used => shortcut.OpenAsync(used),
        TitleWanted wanted => titles.NameAsync(wanted),
        _ => throw new ArgumentOutOfRangeException(nameof(notice), notice, "Nobody does this."),
    };

    private Task SayAsync(Said said)
    {
        var text = SayingText.Of(said.Saying, options.Value.Command, said.Until);
        return said switch
        {
            { ReplyUrl: { } replyUrl } => slack.RespondAsync(replyUrl, ResponseUrlMessage.Private(text), CancellationToken.None),
            { Saying: Saying.Welcome or Saying.QueueFull } =>
                poster.PostAsync(said.Where, said.Id, part: 0, new MessageContent(text, Blocks: null, text), mayStand: false),
            { Where: var where } => slack.ChatPostEphemeralAsync(
                new ChatPostEphemeral { Channel = where.Channel, User = said.User, ThreadTs = where.Thread, Text = text }, CancellationToken.None),
        };
    }
}
