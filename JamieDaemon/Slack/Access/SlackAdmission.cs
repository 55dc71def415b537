using JamieDaemon.Answering;

namespace JamieDaemon.Slack.Access;

/// <summary>Who may ask Jamie, and in which style each channel is answered.</summary>
internal sealed class SlackAdmission : IAdmission
{
    public Task<Admission> AdmitAsync(Question question, CancellationToken cancellationToken) =>
        Task.FromResult<Admission>(new Admission.Admitted(AnswerStyle.Default));
}
