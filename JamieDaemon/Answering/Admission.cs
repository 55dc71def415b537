using JamieDaemon.Telemetry;

namespace JamieDaemon.Answering;

/// <summary>Decides whether and how a question is answered.</summary>
public interface IAdmission
{
    /// <summary>Never fails for a chat that does not answer: then it decides on what it knows, and in doubt against the asker.</summary>
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
