using JamieDaemon.Answering;

namespace JamieDaemon.Terminal;

/// <summary>Whoever can start this program may ask.</summary>
internal sealed class TerminalAdmission : IAdmission
{
    private static readonly Task<Admission> Everybody = Task.FromResult<Admission>(new Admission.Admitted(AnswerStyle.Default));

    public Task<Admission> AdmitAsync(Question question, CancellationToken cancellationToken) => Everybody;
}
