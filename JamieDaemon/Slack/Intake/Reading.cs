using JamieDaemon.Answering;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.Intake;

/// <summary>What an envelope asks of Jamie.</summary>
internal abstract record Reading : Discreet;

/// <summary>A question for the model.</summary>
internal sealed record Asked(Question Question, TurnKey Key) : Reading;

/// <summary>Something that Jamie does or says without the model.</summary>
internal sealed record Noticed(Notice Notice, TurnKey Key) : Reading;

/// <summary>Somebody wants Jamie to stop.</summary>
/// <param name="Wish">What is to be stopped.</param>
/// <param name="Key">The turn in which it was said.</param>
/// <param name="IfNothing">What to say when there was nothing to stop; <see langword="null"/> to say nothing, since it was not said to Jamie.</param>
internal sealed record StopWanted(StopWish Wish, TurnKey Key, Notice? IfNothing) : Reading
{
    /// <summary>What to say when it came too late; <see langword="null"/> when Slack does not say who to.</summary>
    public Said? IfWhole { get; init; }
}

/// <summary>The person of an assistant's thread has another channel in view beside it.</summary>
/// <param name="Channel">The private conversation.</param>
/// <param name="Thread">The thread in it.</param>
/// <param name="Beside">The channel; <see langword="null"/> when it is none.</param>
/// <param name="Key">The event in which Slack said so.</param>
internal sealed record LookedAt(string Channel, string Thread, string? Beside, TurnKey Key) : Reading;

/// <summary>A message has other words now; if it is a question in work, the question has, and its repetition.</summary>
/// <param name="Channel">Where it stands.</param>
/// <param name="Message">Its <c>ts</c> there.</param>
/// <param name="Text">Its words.</param>
/// <param name="At">Since when.</param>
internal sealed record Edited(string Channel, string Message, string Text, DateTimeOffset At) : Reading;

/// <summary>A message is no question any more; if it is one in work, nobody wants the answer, nor that to its repetition.</summary>
/// <param name="Channel">Where it stands, or stood.</param>
/// <param name="Message">Its <c>ts</c> there.</param>
/// <param name="Gone">Its turn when it is deleted; <see langword="null"/> when it only is in words that ask nothing of Jamie.</param>
internal sealed record Withdrawn(string Channel, string Message, TurnKey? Gone) : Reading;

/// <summary>A dialog that lacks something: it stays open and says what.</summary>
/// <param name="Block">The field.</param>
/// <param name="Sentence">What is missing, as plain text.</param>
internal sealed record Incomplete(string Block, string Sentence) : Reading;

/// <summary>Nothing for Jamie.</summary>
/// <param name="Reason">Why not, for the debug log.</param>
internal sealed record Ignored(string Reason) : Reading;
