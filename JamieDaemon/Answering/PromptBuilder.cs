using Microsoft.Extensions.AI;

namespace JamieDaemon.Answering;

/// <summary>
/// Makes the prompt of a question: system prompt, what was said around it, its files, the question; all within the token budget. The
/// question comes first when there is too little room, then its own files, then the conversation, then the conversation's files.
/// </summary>
/// <remarks>
/// The budget is kept here and not left to the model's server: Ollama drops the oldest messages without a word when a prompt is too long
/// (https://github.com/ollama/ollama/blob/main/server/prompt.go).
/// </remarks>
public static class PromptBuilder
{
    /// <summary>Plain English has about four characters to a token; three err on the safe side (<see cref="TokenCost"/> knows more).</summary>
    public const int CharactersPerToken = TokenCost.OfToken;

    /// <summary>What the model's template puts around each turn.</summary>
    internal const int TurnOverhead = 4 * TokenCost.OfToken;

    /// <summary>The characters that a system prompt may have: half of the room is for what is asked.</summary>
    public static int LongestSystemPrompt(int promptTokens) => promptTokens * CharactersPerToken / 2;

    /// <param name="systemPrompt">Who the model is told to be, here.</param>
    /// <param name="promptTokens">Tokens that the whole may take.</param>
    /// <param name="question">What was asked.</param>
    /// <param name="context">What was said before, and the files.</param>
    public static Prompt Build(string systemPrompt, int promptTokens, Question question, ConversationContext context)
    {
        var omissions = new List<Omission>(context.LeftOut);
        var system = SystemText(systemPrompt, question, context);
        var room = (promptTokens * TokenCost.OfToken) - TokenCost.Of(system) - (2 * TurnOverhead);

        var whole = PromptFence.Neutralise(WithNames(question.Text, context.Names));
        var asked = Shortened.To(whole, room);
        if (!ReferenceEquals(asked, whole)) omissions.Add(new Omission(OmissionReason.MiddleOfQuestion));
        room -= TokenCost.Of(asked);

        var files = FittedFile.Fit(context.Files, RoomForOwnFiles(context, room), omissions);
        foreach (var file in files) room -= file?.Cost ?? 0;

        var messages = new List<ChatMessage> { new(ChatRole.System, system) };
        foreach (var turn in ContextTurn.Fit(context.Messages, room, omissions)) messages.Add(turn.ToChatMessage());
        messages.Add(Asked(asked, files));
        return new Prompt(messages, LeftOutSentence.Of(omissions));
    }

    private static string SystemText(string systemPrompt, Question question, ConversationContext context)
    {
        var asker = context.Asker is { Length: > 0 } name ? $"; {PromptFence.Quoted(name)} is asking" : "";
        var where = context.Place is not { Length: > 0 } place ? ""
            : question.Kind == QuestionKind.DirectMessage ? $"\nYou are talking with {PromptFence.Quoted(place)} in private. {PromptFence.NameRule}"
            : $"\nYou are in the channel {PromptFence.Quoted($"#{place}")}{asker}. {PromptFence.NameRule}";
        var rule = context.Messages.Count + context.Files.Count > 0 ? $"\n{PromptFence.Rule}" : "";
        return $"{systemPrompt}{where}{rule}";
    }

    /// <summary>All they need when the conversation can spare it, else two thirds.</summary>
    private static int RoomForOwnFiles(ConversationContext context, int room)
    {
        if (context.Files.Count == 0) return 0;
        var said = 0;
        foreach (var message in context.Messages) said += Math.Min(TokenCost.Of(message.Text), Math.Max(0, room)) + ContextTurn.CostAround(message);
        return Math.Max(room * 2 / 3, room - said);
    }

    /// <summary>The files first: a model keeps best in mind what stands last.</summary>
    private static ChatMessage Asked(string asked, FittedFile?[] files)
    {
        var contents = new List<AIContent>();
        var text = files.Length == 0 ? asked : string.Concat(files.Select(file => file is null ? "" : $"{file.Fenced}\n\n")) + asked;
        contents.Add(new TextContent(text));
        foreach (var file in files)
        {
            if (file?.Image is { } image) contents.Add(image);
        }

        return new ChatMessage(ChatRole.User, contents);
    }

    /// <summary>Puts names in place of ids; <c>@U1</c> is none where <c>@U12</c> stands.</summary>
    private static string WithNames(string text, IReadOnlyDictionary<string, string> names)
    {
        foreach (var (id, name) in names)
        {
            for (var at = text.IndexOf(id, StringComparison.Ordinal); at >= 0;)
            {
                var next = at + id.Length;
                var stands = next == text.Length || !char.IsLetterOrDigit(text[next]);
                if (stands) text = string.Concat(text.AsSpan(0, at), name, text.AsSpan(next));
                at = text.IndexOf(id, stands ? at + name.Length : next, StringComparison.Ordinal);
            }
        }

        return text;
    }
}
