namespace JamieDaemon.Slack.WebApi;

/// <summary>A file that could not be downloaded; its text holds neither the file's name nor its address.</summary>
public sealed class SlackFileException(FileProblem problem, string reason, Exception? cause = null)
    : SlackException("a file's download", $"The file was not downloaded: {reason}.", cause)
{
    public FileProblem Problem { get; } = problem;
}

/// <summary>Why a file could not be downloaded.</summary>
public enum FileProblem
{
    /// <summary>It is kept where the bot token must not go.</summary>
    Elsewhere,

    /// <summary>Slack wants somebody to sign in: the scope <c>files:read</c> or the access to this file is missing.</summary>
    Forbidden,

    /// <summary>It was deleted.</summary>
    Gone,

    /// <summary>It is larger than what is read, and of no use in part.</summary>
    TooLarge,

    /// <summary>It did not come in time.</summary>
    Late,

    /// <summary>The connection failed, the answer broke off, or Slack had trouble of its own.</summary>
    Failed,
}
