using System.Diagnostics.CodeAnalysis;

namespace JamieDaemon.Slack.Interactions;

/// <summary>Where a question stands in the channel of its answer, as the value of a button.</summary>
/// <param name="Asker">Who asked.</param>
/// <param name="Message">The <c>ts</c> of the question.</param>
/// <param name="Thread">The thread that it stands in; <see langword="null"/> outside of threads.</param>
internal sealed record QuestionPlace(string Asker, string Message, string? Thread)
{
    public string ToValue() => $"{Asker}|{Message}|{Thread}";

    /// <summary>Reads <see cref="ToValue"/>; a value of another shape is none of ours.</summary>
    public static bool TryRead(string? value, [NotNullWhen(true)] out QuestionPlace? place)
    {
        place = value?.Split('|') is [{ Length: > 0 } asker, { Length: > 0 } message, var thread]
            ? new QuestionPlace(asker, message, thread.Length > 0 ? thread : null)
            : null;
        return place is not null;
    }
}
