using JamieDaemon.Answering;

namespace JamieDaemon.Slack.Access;

/// <summary>Who may ask Jamie, and in which style each channel is answered.</summary>
internal sealed class SlackAdmission : IAdmission
{
    public ValueTask<Admission> AdmitAsync(Question question, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Admission>(new Admission.Admitted(AnswerStyle.Default));
}
