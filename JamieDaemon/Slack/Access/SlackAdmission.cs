using System.Diagnostics;
using JamieDaemon.Answering;
using JamieDaemon.Slack.Answers;
using JamieDaemon.Slack.Home;
using JamieDaemon.Slack.Intake;
using JamieDaemon.Slack.Interactions;
using JamieDaemon.Slack.Notices;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Access;

/// <summary>Who may ask Jamie, and in which style they are answered.</summary>
/// <remarks>
/// A reply that does not name Jamie is passed over in silence when its author may not ask: people in a thread talk with each other too.
/// Whether it counts for the author's allowance is known only here, unless the thread was known when it came (<see cref="QuestionGate"/>).
/// </remarks>
internal sealed class SlackAdmission(
    ThreadMembership threads,
    ThreadMemory memory,
    AskerAccess access,
    AskerAllowance allowance,
    AnswerStyles styles,
    OpenQuestions questions,
    RecentQuestions recent,
    ThreadTitles titles,
    Pseudonyms pseudonyms,
    IOptions<SlackOptions> options) : IAdmission
{
    /// <summary>Some eight minutes; then whoever waits is told, and a reply that may be for others is passed over.</summary>
    private const int MostPutOffs = 4;

    private static readonly Admission NotAddressed = new Admission.NotAddressed();

    public async Task<Admission> AdmitAsync(Question question, CancellationToken cancellationToken)
    {
        if (Activity.Current is { IsAllDataRequested: true } span) span.SetTag(pseudonyms.Attribute, pseudonyms.Of(question.Asker));
        var isUncounted = false;
        if (question is { IsFollowUp: true, Conversation: { Channel: var channel, Thread: { } thread, Message: { } message } })
        {
            isUncounted = memory.TookPart(channel, thread, message) != true;
            if (!await TookPartAsync(question, channel, thread, message, cancellationToken)) return NotAddressed;
        }

        if (await RefusalAsync(question, isUncounted, cancellationToken) is { } refusal)
        {
            if (question.IsFollowUp) return NotAddressed;
            if (SlackThread.Of(question.Conversation) is { } named) memory.Forget(question.Conversation.Channel, named);
            return new Admission.Refused(refusal);
        }

        if (isUncounted && allowance.TryTake(question.Asker) is { } overdraft)
            return new Admission.Refused(SayingText.Of(overdraft.Saying, options.Value.Command, overdraft.Until));

        recent.Remember(question);
        // Whoever saw its deletion a moment ago did not find it there yet.
        if (questions.IsDeleted(question.Id) && question.Conversation is { Channel: var place, Message: { } ts }) recent.Forget(place, ts);
        titles.Offer(question);
        return new Admission.Admitted(styles.Of(question.Asker, question.Conversation.Channel));
    }

    private async Task<bool> TookPartAsync(Question question, string channel, string thread, string message, CancellationToken cancellationToken)
    {
        try
        {
            return await threads.TookPartAsync(channel, thread, message, cancellationToken);
        }
        catch (UndeliveredException) when (HasWaited(question))
        {
            return false;
        }
    }

    private static bool HasWaited(Question question) => question.Recovery is { Attempts: >= MostPutOffs };

    private async Task<string?> RefusalAsync(Question question, bool isUncounted, CancellationToken cancellationToken)
    {
        var (asker, channel) = (question.Asker, question.Conversation.Channel);
        if (HasWaited(question)) return await access.RefusalAsync(asker, channel, cancellationToken);
        try
        {
            return await access.RefusalOnceKnownAsync(asker, channel, cancellationToken);
        }
        catch (UndeliveredException) when (isUncounted)
        {
            // Else it would seem to have been counted when it came.
            memory.Forget(channel, question.Conversation.Thread!);
            throw;
        }
    }
}
