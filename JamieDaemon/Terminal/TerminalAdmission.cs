using JamieDaemon.Answering;

namespace JamieDaemon.Terminal;

/// <summary>Whoever can start this program may ask.</summary>
internal sealed class TerminalAdmission : IAdmission
{
    private static readonly Admission Everybody = new Admission.Admitted(AnswerStyle.Default);

    public Task<Admission> AdmitAsync(Question question, CancellationToken cancellationToken) => Task.FromResult(Everybody);
}
