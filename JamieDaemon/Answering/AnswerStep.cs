namespace JamieDaemon.Answering;

/// <summary>What an answer does that cannot be looked up afterwards, and is therefore written down before.</summary>
public enum AnswerStep
{
    /// <summary>It opens a stream, which carries no sign of whose it is until it ends.</summary>
    Opening,

    /// <summary>It is sent to one person only, where nobody else can see whether it has arrived: at most once from here on.</summary>
    Posting,
}
