using System.Diagnostics;
using JamieDaemon.Answering;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Tests.Journal;

/// <summary>Questions with all that a journal must bring back.</summary>
internal static class Questions
{
    public static Question Numbered(int number, string text = "Why is checkout slow?") => new()
    {
        Id = $"q{number}",
        Key = UInt128.MaxValue - (UInt128)number,
        Kind = QuestionKind.Mention,
        Text = text,
        Asker = "U1",
        Conversation = new Conversation("T1", "C1", Thread: "1.000001", Message: $"{number}.000002"),
        AskedAt = DateTimeOffset.UnixEpoch.AddSeconds(number),
    };

    public static Question WithEverything() => Numbered(7, "\ud83d\ude00 \u2028 \"quoted\" <@U1> \0") with
    {
        Kind = QuestionKind.SlashCommand,
        Files = [new QuestionFile("F1", "trace.log", "text/plain", 12, new Uri("https://files.slack.com/F1")), new QuestionFile("F2", "", null, null, null)],
        About = new Conversation("T1", "C2", Thread: null, Message: null),
        IsFollowUp = true,
        IsRepeated = true,
        Origin = new JobOrigin("envelope-1", new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded)),
        ReplyUrl = new Uri("https://hooks.slack.com/commands/T1/2/secret"),
    };
}
