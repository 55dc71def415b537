namespace JamieDaemon.Answering;

/// <summary>Reads what was said around a question.</summary>
public interface IConversationHistory
{
    /// <summary>Never fails for a chat that does not answer: what could not be read is named in <see cref="ConversationContext.LeftOut"/>.</summary>
    Task<ConversationContext> ReadAsync(Question question, CancellationToken cancellationToken);
}
