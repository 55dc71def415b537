using System.Globalization;
using JamieDaemon.Sandbox.Model;

namespace JamieDaemon.Sandbox.Load;

/// <summary>A question of the load: its number is in its words, and again in every answer to it.</summary>
internal sealed class LoadQuestion(int number)
{
    private const string AnswerBegins = "Answer to load-";

    public string Text { get; } = $"load-{number}: which pods restart, and why?";

    /// <summary>The one text that is its answer.</summary>
    public string Expected { get; } = ModelAnswer.ExpectedAnswer($"load-{number}");

    /// <summary>Where and when it was asked, as Slack says it.</summary>
    public string Channel { get; set; } = "";

    /// <inheritdoc cref="Channel"/>
    public string Ts { get; set; } = "";

    /// <summary>When it was sent, as a timestamp of the time provider.</summary>
    public long SentAt { get; set; }

    /// <summary>When the first words of its answer stood in Slack; 0 for not yet.</summary>
    public long SeenAt { get; set; }

    /// <summary>When its whole answer stood in Slack for the first time; 0 for not yet.</summary>
    public long WholeAt { get; set; }

    /// <summary>Whether the text is the whole answer. Jamie may add, after a blank line, what it had to leave out.</summary>
    public bool IsWhole(string text) =>
        text.StartsWith(Expected, StringComparison.Ordinal)
        && (text.Length == Expected.Length || text.AsSpan(Expected.Length).StartsWith("\n\n", StringComparison.Ordinal));

    /// <summary>The number of the question that a text begins to answer; null when it answers none.</summary>
    public static int? NumberOf(string text)
    {
        if (!text.StartsWith(AnswerBegins, StringComparison.Ordinal))
            return null;
        var rest = text.AsSpan(AnswerBegins.Length);
        var end = rest.IndexOf(':');
        return end > 0 && int.TryParse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }
}
