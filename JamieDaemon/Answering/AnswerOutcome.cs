namespace JamieDaemon.Answering;

/// <summary>What became of a question.</summary>
public enum AnswerOutcome
{
    /// <summary>The asker has the whole answer.</summary>
    Answered,

    /// <summary>An earlier process had answered it, or may have where that cannot be looked up.</summary>
    AnsweredBefore,

    /// <summary>The asker has an apology.</summary>
    Failed,

    /// <summary>The deadline was over first: the asker was told.</summary>
    Late,

    /// <summary>The process stops: the asker was asked to try again.</summary>
    Interrupted,

    /// <summary>Somebody stopped it.</summary>
    Stopped,

    /// <summary>The asker may not ask and was told so.</summary>
    Refused,

    /// <summary>It was deleted, or not meant for Jamie.</summary>
    Withdrawn,
}
