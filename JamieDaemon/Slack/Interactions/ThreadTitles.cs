using JamieDaemon.Answering;
using JamieDaemon.Slack.Answers;
using JamieDaemon.Slack.Context;
using JamieDaemon.Slack.Intake;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.WebApi;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Interactions;

/// <summary>Names a private thread after its first question, so that its person finds it again among the others.</summary>
/// <remarks>Only threads that were seen to begin: after a restart, a later question must not take the first one's place.</remarks>
internal sealed class ThreadTitles(
    AssistantThreads threads, NoticeQueue notices, SlackAbilities abilities, SlackNames names, SlackWebApiClient slack, IOptions<SlackOptions> options)
{
    private const int Longest = 60;

    /// <summary>Has the thread of an accepted question named, if it wants a name. One that finds no place in the queue stays without.</summary>
    public void Offer(Question question)
    {
        if (!options.Value.AgentView || !abilities.May(SlackAbility.Title) || Begun(question) is not { } thread) return;
        if (SlackText.OneLine(question.Text, Longest) is { Length: > 0 } title && threads.TryTitle(question.Conversation.Channel, thread))
            notices.TryAdd(new TitleWanted(question.Id, question.Asker, question.Conversation.Channel, thread, title) { Origin = question.Origin });
    }

    public async Task NameAsync(TitleWanted wanted, CancellationToken cancellationToken)
    {
        try
        {
            var title = SlackText.OneLine(SecretRedactor.Redact(await names.InPlainTextAsync(wanted.Title, cancellationToken)), Longest);
            await slack.AssistantThreadsSetTitleAsync(
                new AssistantThreadsSetTitle { ChannelId = wanted.Channel, ThreadTs = wanted.Thread, Title = title }, cancellationToken);
        }
        catch (SlackApiException refused)
        {
            // A thread without a title is as good; an app that may not give any need not try again.
            abilities.Learn(SlackAbility.Title, refused);
        }
    }

    /// <summary>An agent's thread begins with the person's own message, an assistant's with one of Slack's.</summary>
    private string? Begun(Question question) => question switch
    {
        { Kind: not QuestionKind.DirectMessage } => null,
        { Conversation: { Thread: null, Message: { } message } } => message,
        { Conversation: { Thread: { } thread, Message: var message, Channel: var channel } } when thread == message || threads.Knows(channel, thread) => thread,
        _ => null,
    };
}
