using System.Text.Json.Nodes;
using JamieDaemon.Answering;
using JamieDaemon.Slack.Access;
using JamieDaemon.Slack.Answers;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.Rendering;
using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Interactions;

/// <summary>Shows an answer that only its asker saw to the channel: as posts where Jamie is a member, else at the address of the click.</summary>
/// <remarks>Posts can be taken back, so they stand all or not at all. The address serves five times, and what it has shown stays.</remarks>
internal sealed class ShareDesk(
    SlackWebApiClient slack, SlackPoster poster, SharableAnswers answers, AnswerRenderer renderer, AskerAccess access, IOptions<SlackOptions> options, TimeProvider time)
{
    private const int MostResponses = 5;

    /// <summary>The clocks of Slack and of this machine differ, but hardly by more.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(1);

    /// <exception cref="SlackException">It is not shared, and can be tried again.</exception>
    public async Task ShareAsync(ShareWanted wanted, CancellationToken cancellationToken)
    {
        if (await access.RefusalAsync(wanted.User, channel: null, cancellationToken) is { } refusal)
        {
            await slack.RespondAsync(wanted.ReplyUrl, ResponseUrlMessage.Private(SlackText.Escape(refusal)), cancellationToken);
            return;
        }

        if (!answers.TryTake(wanted.QuestionId, out var markdown))
        {
            var gone = SayingText.Of(Saying.AnswerGone, options.Value.Command);
            await slack.RespondAsync(wanted.ReplyUrl, ResponseUrlMessage.Private(gone), cancellationToken);
            return;
        }

        try
        {
            await ShareAsync(wanted, renderer.Parts(renderer.Safe(markdown)), cancellationToken);
        }
        catch (SlackException)
        {
            answers.GiveBack(wanted.QuestionId, markdown);
            throw;
        }
    }

    private async Task ShareAsync(ShareWanted wanted, List<MessagePart> parts, CancellationToken cancellationToken)
    {
        try
        {
            await PostAsync(wanted, parts, cancellationToken);
        }
        catch (SlackApiException refused) when (refused.MeansNotInChannel)
        {
            await RespondAsync(wanted, parts, cancellationToken);
        }
    }

    private async Task PostAsync(ShareWanted wanted, List<MessagePart> parts, CancellationToken cancellationToken)
    {
        var where = new Conversation(Team: "", wanted.Channel, Thread: null, Message: null);
        var since = SlackTs.Of(time.GetUtcNow() - ClockDifference);
        var posted = new List<string>();
        try
        {
            for (var i = 0; i < parts.Count; i++)
            {
                var content = renderer.Render(parts[i].Text, i == parts.Count - 1 ? [Footer(wanted)] : []);
                posted.Add((await poster.PostAsync(where, new AnswerMark(wanted.Id, i), content, mayStand: false, since, cancellationToken)).Ts);
            }
        }
        catch (SlackException)
        {
            foreach (var ts in posted) await TryDeleteAsync(wanted.Channel, ts);
            throw;
        }
    }

    private async Task TryDeleteAsync(string channel, string ts)
    {
        try
        {
            await slack.ChatDeleteAsync(new ChatDelete { Channel = channel, Ts = ts }, CancellationToken.None);
        }
        catch (SlackException)
        {
            // It stays, for whoever may to take away; why the others did not come is told.
        }
    }

    private async Task RespondAsync(ShareWanted wanted, List<MessagePart> parts, CancellationToken cancellationToken)
    {
        var count = Math.Min(parts.Count, MostResponses);
        for (var i = 0; i < count; i++)
        {
            JsonObject[] trailing = i < count - 1 ? [] : count == parts.Count ? [Footer(wanted)] : [Footer(wanted), Missing];
            var content = renderer.Render(parts[i].Text, trailing);
            await slack.RespondAsync(
                wanted.ReplyUrl,
                ResponseUrlMessage.Private(content.Text, content.Blocks) with { ResponseType = "in_channel" },
                cancellationToken);
        }
    }

    private static JsonObject Footer(ShareWanted wanted) => BlockKit.Context($"`{wanted.QuestionId}` · shared by <@{wanted.User}>");

    private static JsonObject Missing => BlockKit.Context(
        "This is the beginning of a long answer; the rest of it is missing here, because I am not in this channel. Invite me with `/invite @jamie` to have all of it shared.");
}
