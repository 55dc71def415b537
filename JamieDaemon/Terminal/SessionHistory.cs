using JamieDaemon.Answering;

namespace JamieDaemon.Terminal;

/// <summary>What was said in this session: each question and its answer are the context of the next.</summary>
internal sealed class SessionHistory : IConversationHistory
{
    /// <summary>More than any window holds; a session that lasts for days must not grow without end.</summary>
    private const int Most = 200;

    private readonly Lock _lock = new();
    private readonly List<ContextMessage> _said = [];

    /// <summary>An answer has ended, and was not empty.</summary>
    public void Add(string question, string answer)
    {
        lock (_lock)
        {
            _said.Add(new ContextMessage(Environment.UserName, question, FromJamie: false));
            _said.Add(new ContextMessage("Jamie", answer, FromJamie: true));
            if (_said.Count > Most) _said.RemoveRange(0, _said.Count - Most);
        }
    }

    public Task<ConversationContext> ReadAsync(Question question, bool canSee, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(new ConversationContext { Messages = [.. _said] });
    }
}
