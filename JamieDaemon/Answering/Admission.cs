using JamieDaemon.Telemetry;

namespace JamieDaemon.Answering;

/// <summary>Decides whether and how a question is answered.</summary>
public interface IAdmission
{
    /// <exception cref="UndeliveredException">The chat does not say at the moment what has to be known for it: the question is put off.</exception>
    Task<Admission> AdmitAsync(Question question, CancellationToken cancellationToken);
}

/// <summary>The verdict on one question.</summary>
public abstract record Admission : Discreet
{
    private Admission()
    {
    }

    /// <summary>It is answered in this style.</summary>
    public sealed record Admitted(AnswerStyle Style) : Admission;

    /// <summary>The asker may not ask, and is told so.</summary>
    public sealed record Refused(string Sentence) : Admission;

    /// <summary>It was not meant for Jamie; nobody is told anything.</summary>
    public sealed record NotAddressed : Admission;
}
