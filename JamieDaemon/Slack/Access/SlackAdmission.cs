using JamieDaemon.Answering;

namespace JamieDaemon.Slack.Access;

/// <summary>Who may ask Jamie, and in which style each channel is answered.</summary>
internal sealed class SlackAdmission(ThreadMembership threads) : IAdmission
{
    private static readonly Admission NotAddressed = new Admission.NotAddressed();

    public async Task<Admission> AdmitAsync(Question question, CancellationToken cancellationToken)
    {
        if (question is { IsFollowUp: true, Conversation: { Channel: var channel, Thread: { } thread, Message: { } message } }
            && !await threads.TookPartAsync(channel, thread, message, cancellationToken))
        {
            return NotAddressed;
        }

        return new Admission.Admitted(AnswerStyle.Default);
    }
}
