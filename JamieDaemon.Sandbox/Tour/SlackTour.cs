using System.Text.Json;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Sandbox.Slack.ResponseUrls;

namespace JamieDaemon.Sandbox.Tour;

/// <summary>Asks Jamie in every way there is, and looks at what then stands in Slack.</summary>
internal sealed class SlackTour(Stage stage, TourReport report, TimeProvider time)
{
    private const string Channel = "#incidents";
    private const string Asker = "oncall";
    private const string Colleague = "developer";
    private const string Clue = "checkout was killed with exit code 137 right after the 14:05 deploy";
    private const int ShortestAnswer = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly SlackWorkspace _slack = stage.Workspace;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await MentionAsync(cancellationToken);
        await ThreadAsync(cancellationToken);
        await CommandAsync(cancellationToken);
        await DirectMessageAsync(cancellationToken);
        await HomeAsync(cancellationToken);
        await NothingAskedAsync(cancellationToken);
    }

    private async Task MentionAsync(CancellationToken cancellationToken)
    {
        report.Heading("A mention in a channel");
        const string question = "what does a readiness probe do?";
        var ts = _slack.Mention(Channel, Asker, question);
        var answer = await AnswerAsync(Channel, ts, cancellationToken);
        report.Check("is answered in a thread under the question", answer is not null, Seen(Channel, ts));
        report.Check("with the model's whole answer to that question", answer is not null && IsWhole(answer, question), answer);
        report.Check("once", FromJamie(Channel, ts).Count == 1, Seen(Channel, ts));
    }

    private async Task ThreadAsync(CancellationToken cancellationToken)
    {
        report.Heading("A mention in a thread");
        var ts = _slack.Say(Channel, Colleague, "something is wrong with checkout");
        _slack.Say(Channel, Colleague, Clue, ts);
        const string question = "why was checkout killed?";
        _slack.Mention(Channel, Asker, question, ts);
        var answer = await AnswerAsync(Channel, ts, cancellationToken);
        report.Check("is answered in that thread", answer is not null && IsWhole(answer, question), answer ?? Seen(Channel, ts));
        report.Check("from what was said in it before", answer?.Contains(Clue, StringComparison.Ordinal) == true, answer);
    }

    private async Task CommandAsync(CancellationToken cancellationToken)
    {
        report.Heading("The command /ask-jamie");
        const string question = "how do I drain a node?";
        var command = _slack.Slash(Asker, Channel, "/ask-jamie", question);
        var reply = await ReplyAsync(command, cancellationToken);
        report.Check("is acknowledged within three seconds", command.Acked is { IsCompletedSuccessfully: true, Result: true });
        report.Check("is answered", reply is not null && IsWhole(reply.Text, question), reply?.Text);
        var reader = reply?.EphemeralFor;
        report.Check("for the asker's eyes only", reader == _slack.User(Asker).Id, reader ?? "everybody");
    }

    private async Task DirectMessageAsync(CancellationToken cancellationToken)
    {
        report.Heading("A direct message");
        const string question = "what is a pod disruption budget?";
        _slack.DirectMessage(Asker, question);
        var room = _slack.User(Asker).DirectChannel;
        var answer = await MessageAsync(
            message => message.Channel == room && IsJamies(message) && IsWhole(message.Text, question), cancellationToken);
        report.Check("is answered in private", answer is not null);
        report.Check("without a thread", answer is { IsReply: false }, answer?.ThreadTs);
    }

    private async Task HomeAsync(CancellationToken cancellationToken)
    {
        report.Heading("The Home tab");
        var user = _slack.User(Asker).Id;
        _slack.OpenHome(Asker);
        var view = await InTimeAsync(_slack.Views.WhenAsync(view => view.User == user, cancellationToken));
        report.Check(
            "shows who Jamie is and how to ask",
            view is not null && JsonSerializer.Serialize(view.Content).Contains("/ask-jamie", StringComparison.Ordinal),
            view?.Content.GetRawText() ?? "no view");
    }

    private async Task NothingAskedAsync(CancellationToken cancellationToken)
    {
        report.Heading("Nothing asked");
        var (channel, asker) = (_slack.Channel(Channel).Id, _slack.User(Asker).Id);
        _slack.Mention(Channel, Asker, "");
        var welcome = await MessageAsync(
            message => message.Channel == channel && message.EphemeralFor == asker && message.Text.Contains("Ask me", StringComparison.Ordinal),
            cancellationToken);
        report.Check("an empty mention is welcomed, for the asker's eyes only", welcome is not null);
        var usage = await ReplyAsync(_slack.Slash(Asker, Channel, "/ask-jamie", ""), cancellationToken);
        report.Check(
            "an empty command is told how to use it",
            usage is { EphemeralFor: not null } && usage.Text.Contains("/ask-jamie", StringComparison.Ordinal),
            usage?.Text ?? "no reply");
    }

    /// <summary>What Jamie says in a thread, once the message is as long as an answer; "Thinking…" is not.</summary>
    private async Task<string?> AnswerAsync(string channel, string thread, CancellationToken cancellationToken)
    {
        var id = _slack.Channel(channel).Id;
        var answer = await MessageAsync(
            message => message.Channel == id && message.ThreadTs == thread && IsJamies(message)
                && message.Said.Length > ShortestAnswer && !message.IsStreaming,
            cancellationToken);
        return answer?.Said;
    }

    private Task<SlackMessage?> MessageAsync(Func<SlackMessage, bool> wanted, CancellationToken cancellationToken) =>
        InTimeAsync(_slack.Messages.WhenAsync(wanted, cancellationToken));

    private Task<SlackMessage?> ReplyAsync(SlashInvocation command, CancellationToken cancellationToken) =>
        InTimeAsync(command.WhenRepliedAsync(_ => true, cancellationToken));

    /// <summary>What comes in time; what does not come is a finding, not the end of the tour.</summary>
    private async Task<T?> InTimeAsync<T>(Task<T> coming)
        where T : class
    {
        try
        {
            return await coming.WaitAsync(Patience, time);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private bool IsJamies(SlackMessage message) => message.BotId == _slack.Team.BotId;

    /// <summary>The stand-in says first what it is, quotes the question, and ends with how its instructions begin.</summary>
    private static bool IsWhole(string answer, string question) =>
        answer.StartsWith("I am the sandbox's stand-in", StringComparison.Ordinal)
        && answer.Contains(question, StringComparison.Ordinal)
        && answer.EndsWith(" …”.", StringComparison.Ordinal);

    private IReadOnlyList<SlackMessage> FromJamie(string channel, string thread) =>
        [.. _slack.Messages.Thread(_slack.Channel(channel).Id, thread).Where(IsJamies)];

    private string Seen(string channel, string thread) =>
        string.Join(" | ", FromJamie(channel, thread).Select(message => message.Text).DefaultIfEmpty("nothing"));
}
