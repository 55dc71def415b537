namespace JamieDaemon.Answering;

/// <summary>Reads what was said around a question, and the files in it.</summary>
public interface IConversationHistory
{
    /// <summary>Never fails for a chat that does not answer: what could not be read is named in <see cref="ConversationContext.LeftOut"/>.</summary>
    /// <param name="question">What was asked, and where.</param>
    /// <param name="canSee">Whether the model that will answer sees images; for a blind one they are not fetched, but named as left out.</param>
    /// <param name="cancellationToken">The answer is not wanted any more.</param>
    Task<ConversationContext> ReadAsync(Question question, bool canSee, CancellationToken cancellationToken);
}
