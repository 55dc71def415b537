using System.Text.Json.Serialization;
using JamieDaemon.Answering;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Journal;

/// <summary>One thing that must outlive the process. Read in the order of their writing, the records tell what is still owed.</summary>
/// <remarks>A kind that this version does not know is passed over: a newer Jamie may have been here.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Accepted), "accepted")]
[JsonDerivedType(typeof(Advanced), "advanced")]
[JsonDerivedType(typeof(Changed), "changed")]
[JsonDerivedType(typeof(Completed), "completed")]
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(Remembered), "remembered")]
internal abstract record JournalRecord : Discreet
{
    /// <summary>A question that somebody was promised an answer to.</summary>
    /// <param name="Question">As it was accepted.</param>
    /// <param name="At">When.</param>
    public sealed record Accepted(Question Question, DateTimeOffset At) : JournalRecord;

    /// <summary>Its answer is about to do what cannot be looked up afterwards.</summary>
    /// <param name="Id">The question's.</param>
    /// <param name="Step">What.</param>
    public sealed record Advanced(string Id, AnswerStep Step) : JournalRecord;

    /// <summary>Its author has put other words in its place.</summary>
    /// <param name="Id">The question's.</param>
    /// <param name="Text">As in <see cref="Question.Text"/>.</param>
    public sealed record Changed(string Id, string Text) : JournalRecord;

    /// <summary>Its answer has ended: nothing is owed any more.</summary>
    /// <param name="Id">The question's.</param>
    public sealed record Completed(string Id) : JournalRecord;

    /// <summary>It was not accepted after all: its record may have arrived although the disk has refused it. It is not known when it comes again.</summary>
    /// <param name="Id">The question's.</param>
    /// <param name="Key">As in <see cref="Question.Key"/>.</param>
    public sealed record Refused(string Id, UInt128 Key) : JournalRecord;

    /// <summary>What is left of a question that was answered: by what it is recognised when the chat delivers it again.</summary>
    /// <param name="Key">As in <see cref="Question.Key"/>.</param>
    /// <param name="At">When it was accepted.</param>
    public sealed record Remembered(UInt128 Key, DateTimeOffset At) : JournalRecord;
}
