using JamieDaemon.Answering;
using JamieDaemon.Slack;
using JamieDaemon.Slack.SocketMode;
using JamieDaemon.Telemetry;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests;

/// <summary>Values whose details do not matter to a test.</summary>
internal static class Some
{
    private static int _number;

    /// <summary>Nobody hears of them.</summary>
    public static SlowOperations SlowOperations { get; } = new(Options.Create(new SlowOptions()), NullLogger<SlowOperations>.Instance);

    /// <summary>One that nobody reads.</summary>
    public static JobObserver Observer() => new(new JamieMeter(new TestMeterFactory()), SlowOperations, NullLogger<JobObserver>.Instance);

    /// <summary>None, with the shipped settings.</summary>
    public static GhostSockets Ghosts(TimeProvider time) => new(Options.Create(new SlackOptions()), time, NullLogger<GhostSockets>.Instance);

    public static Question Question(string text = "why?", QuestionKind kind = QuestionKind.Mention)
    {
        var number = Interlocked.Increment(ref _number);
        return new Question
        {
            Id = $"q{number}",
            Kind = kind,
            Text = text,
            Asker = "U1",
            Conversation = new Conversation("T1", kind == QuestionKind.DirectMessage ? "D1" : "C1", null, $"{number}.000100"),
            AskedAt = DateTimeOffset.UnixEpoch,
            ReplyUrl = kind == QuestionKind.SlashCommand ? new Uri($"https://hooks.slack.com/commands/T1/{number}/x") : null,
        };
    }
}
