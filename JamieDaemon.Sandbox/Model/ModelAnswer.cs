using System.Text;
using System.Text.RegularExpressions;

namespace JamieDaemon.Sandbox.Model;

/// <summary>What a model is asked: its name, and the messages in order.</summary>
public sealed record ModelPrompt(string Model, IReadOnlyList<ModelMessage> Messages)
{
    /// <summary>The last message of the user; empty when there is none.</summary>
    public string Question => Messages.LastOrDefault(message => message.Role == "user")?.Content ?? "";
}

/// <summary>
/// The stand-in's answers: made from the prompt alone, the same for the same prompt, and open about what they are.
/// </summary>
public static partial class ModelAnswer
{
    private const int LongestQuote = 200;

    private const StringSplitOptions Trimmed = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    private static readonly string[] Filler =
    [
        "check", "the", "pods", "then", "read", "their", "logs", "compare", "memory", "with", "limits", "and", "watch", "restarts",
    ];

    /// <summary>
    /// Quotes the question, counts the context, names the line of it that fits best, and how the instructions begin.
    /// </summary>
    public static string FromPrompt(ModelPrompt prompt)
    {
        var system = prompt.Messages.FirstOrDefault(message => message.Role == "system");
        var question = prompt.Messages.LastOrDefault(message => message.Role == "user");
        // By reference: somebody may have asked the same before.
        var context = prompt.Messages
            .Where(message => !ReferenceEquals(message, system) && !ReferenceEquals(message, question))
            .ToList();
        var answer = new StringBuilder("I am the sandbox's stand-in for a model, not a real one. ");
        answer.Append($"You asked: “{OneLine(prompt.Question)}”. ");
        answer.Append(context.Count switch
        {
            0 => "I was given no context.",
            1 => "I was given 1 message of context.",
            var count => $"I was given {count} messages of context.",
        });
        if (BestLine(context, prompt.Question) is { } fact)
        {
            answer.Append($" What fits best in it: “{OneLine(fact)}”.");
        }

        if (system?.Content is { Length: > 0 } instructions)
        {
            var begin = instructions.Split((char[]?)null, 9, Trimmed).Take(8);
            answer.Append($" My instructions begin: “{string.Join(' ', begin)} …”.");
        }

        return answer.ToString();
    }

    /// <summary>The answer of a load run: <see cref="ExpectedAnswer"/> to the question, whatever else the prompt holds.</summary>
    public static string ForLoad(ModelPrompt prompt) => ExpectedAnswer(prompt.Question);

    /// <summary>
    /// The whole text a load run expects back, about 150 characters that name the question first and last. A question holding a
    /// mark such as <c>load-42</c> is known by that mark alone, however the prompt dresses it.
    /// </summary>
    public static string ExpectedAnswer(string question)
    {
        var key = LoadMark().Matches(question) is { Count: > 0 } marks ? marks[^1].Value : OneLine(question);
        var answer = new StringBuilder($"Answer to {key}:");
        var hash = WordEmbedding.Hash(key);
        for (var i = 0; i < 16; i++)
        {
            answer.Append(' ').Append(Filler[(hash >> i) % (uint)Filler.Length]);
        }

        return answer.Append($". End of {key}.").ToString();
    }

    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, Trimmed));
        return line.Length <= LongestQuote ? line : line[..LongestQuote] + "…";
    }

    private static string? BestLine(IEnumerable<ModelMessage> context, string question)
    {
        var asked = Words(question).ToHashSet();
        return context
            .SelectMany(message => (message.Content ?? "").Split('\n', Trimmed))
            .Reverse()
            .MaxBy(line => Words(line).Distinct().Count(asked.Contains));
    }

    private static IEnumerable<string> Words(string text) =>
        WordEmbedding.Words(text).Where(word => word.Length > 3);

    [GeneratedRegex(@"\bload-[0-9]+\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LoadMark();
}
