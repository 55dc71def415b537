using JamieDaemon.Answering;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Terminal;

/// <summary>Whoever can start this program may ask. The model is told that it answers in a terminal, unless the operator has words of their own for it.</summary>
internal sealed class TerminalAdmission(IOptions<AnsweringOptions> options) : IAdmission
{
    internal const string SystemPrompt =
        "You are Jamie, an SRE assistant, answering in a terminal. Be brief, concrete and honest: say what you know, what you assume and what to "
        + "check next. Write plain text; put commands on lines of their own, so that they can be copied.";

    private readonly Admission _everybody = new Admission.Admitted(
        options.Value.SystemPrompt == AnsweringOptions.ForSlack ? new AnswerStyle(SystemPrompt) : AnswerStyle.Default);

    public Task<Admission> AdmitAsync(Question question, CancellationToken cancellationToken) => Task.FromResult(_everybody);
}
