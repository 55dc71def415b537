using System.Text;
using Microsoft.Extensions.AI;

namespace JamieDaemon.Answering;

/// <summary>Makes the prompt of a question: system prompt, what was said around it, the question; all within the token budget.</summary>
/// <remarks>
/// The budget is kept here and not left to the model's server: Ollama drops the oldest messages without a word when a prompt is too long
/// (https://github.com/ollama/ollama/blob/main/server/prompt.go).
/// </remarks>
public static class PromptBuilder
{
    /// <summary>Characters to a token. English text has about four, logs and YAML down to one; three errs on the safe side for a mix.</summary>
    public const int CharactersPerToken = 3;

    private const int TurnOverhead = 4 * CharactersPerToken;
    private const string Cut = "\n[… part of this message was left out …]\n";

    public static IList<ChatMessage> Build(AnsweringOptions options, Question question, ConversationContext context)
    {
        var system = SystemText(options, question, context);
        var budget = (options.PromptTokens * CharactersPerToken) - system.Length - TurnOverhead;
        var asked = Shorten(question.Text, Math.Max(0, budget - TurnOverhead));
        budget -= asked.Length + TurnOverhead;

        var turns = NewestWithin(context.Messages, budget);
        var messages = new List<ChatMessage>(turns.Count + 2) { new(ChatRole.System, system) };
        messages.AddRange(turns);
        messages.Add(new ChatMessage(ChatRole.User, asked));
        return messages;
    }

    private static string SystemText(AnsweringOptions options, Question question, ConversationContext context) =>
        context.Place is not { Length: > 0 } place ? options.SystemPrompt
        : question.Kind == QuestionKind.DirectMessage ? $"{options.SystemPrompt}\nYou are talking with {OneLine(place)} in private."
        : $"{options.SystemPrompt}\nYou are in the channel #{OneLine(place)}.";

    private static List<ChatMessage> NewestWithin(IReadOnlyList<ContextMessage> messages, int budget)
    {
        // One pasted log must not push out everything else that was said.
        var most = Math.Max(0, budget / 4);
        var turns = new List<ChatMessage>();
        for (var i = messages.Count - 1; i >= 0; i--)
        {
            var message = messages[i];
            var said = Shorten(message.Text, most);
            var text = message.FromJamie ? said : $"{OneLine(message.Author)} wrote: {said}";
            budget -= text.Length + TurnOverhead;
            if (budget < 0) break;
            turns.Add(new ChatMessage(message.FromJamie ? ChatRole.Assistant : ChatRole.User, text));
        }

        turns.Reverse();
        return turns;
    }

    /// <summary>Keeps the beginning and the end: a pasted log says what it is at the top and what went wrong at the bottom.</summary>
    private static string Shorten(string text, int limit)
    {
        if (text.Length <= limit) return text;
        var half = Math.Max(0, limit - Cut.Length) / 2;
        var head = text.AsSpan(0, half);
        var tail = text.AsSpan(text.Length - half);
        if (head is [.., var last] && char.IsHighSurrogate(last)) head = head[..^1];
        if (tail is [var first, ..] && char.IsLowSurrogate(first)) tail = tail[1..];
        return new StringBuilder(limit).Append(head).Append(Cut).Append(tail).ToString();
    }

    /// <summary>A name must not be able to open a line of its own in the prompt.</summary>
    private static string OneLine(string name) => name.ReplaceLineEndings(" ");
}
