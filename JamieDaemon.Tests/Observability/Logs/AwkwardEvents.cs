using System.Globalization;
using Microsoft.Extensions.Logging;

namespace JamieDaemon.Tests.Observability.Logs;

/// <summary>Events of all the kinds that have ever broken a log, each with the thread and the number that it is missed by.</summary>
internal static partial class AwkwardEvents
{
    /// <summary>What must never be found again is called SECRET in all of them.</summary>
    private static readonly string[] Secrets =
    [
        "xoxb-1-2-SECRET", "xoxe.xoxp-1-SECRET", "xapp-1-A1-SECRET", "pylf_v1_us_SECRET", "Authorization: Bearer SECRET", "bearer\t9f8e7d6cSECRET",
        "https://hooks.slack.com/commands/T1/2/SECRET", """{"response_url":"https:\/\/hooks.slack.com\/actions\/SECRET"}""", "wss://wss-primary.slack.com/link/?ticket=SECRET&app_id=1",
    ];

    private static readonly string[] Texts =
    [
        "plain", "", "two\nlines\r\n", "\u2028 and \u2029", "\0 and \u0001 \u007F", "\uD800 half", "half \uDC00", "\uFEFFmark", "日本語 😀", "\"quoted\" \\ {braces} {0}", "\e[31mred",
    ];

    private static readonly string Huge = string.Concat(Enumerable.Repeat("0123456789", 10_000));

    private static readonly Exception Deep = Dig(60);

    private const int Kinds = 16;

    /// <summary>What becomes of an event.</summary>
    public enum Fate
    {
        /// <summary>It is a line with all its labels.</summary>
        Whole,

        /// <summary>It is a line that says that its own parts throw.</summary>
        Named,

        /// <summary>Serilog itself throws while it takes the event over, and its console notice is all there is.</summary>
        Refused,
    }

    public static Fate Say(ILogger logger, int thread, int number, int kind)
    {
        var secret = Secrets[kind / Kinds % Secrets.Length];
        var text = Texts[kind / Kinds % Texts.Length];
        switch (kind % Kinds)
        {
            case 0:
                Log.Said(logger, thread, number, secret);
                return Fate.Whole;
            case 1 when kind % 320 == 1:
                Log.Said(logger, thread, number, Huge);
                return Fate.Whole;
            case 2:
                var first = new InvalidOperationException(secret, new IOException(text, new TimeoutException(secret)));
                Log.Failed(logger, first, thread, number);
                return Fate.Whole;
            case 3 when kind % 320 == 3:
                Log.Failed(logger, Deep, thread, number);
                return Fate.Whole;
            case 4 when kind % 160 == 4:
                Log.Failed(logger, new UnspeakableException(), thread, number);
                return Fate.Named;
            case 4 when kind % 160 == 20:
                Log.Holds(logger, thread, number, new Unspeakable());
                return Fate.Refused;
            case 5:
                var (value, elapsed, outcome) = (kind % 3 == 0 ? double.NaN : double.NegativeInfinity, TimeSpan.FromTicks(kind), kind % 2 == 0 ? "success" : "oops");
                Log.Measured(logger, thread, number, value, elapsed, outcome);
                return Fate.Whole;
            case 6:
                var nested = new { Name = text, Token = secret, Inner = new { Deeper = new { Deepest = new[] { 1.5, double.NaN } } } };
                Log.Shows(logger, thread, number, nested);
                return Fate.Whole;
            case 7:
                using (logger.BeginScope(new Dictionary<string, object> { [secret] = 1, [text + kind.ToString(CultureInfo.InvariantCulture)] = text, ["a.b"] = 1, ["a_b"] = true, ["labels.x"] = secret }))
                    Log.Said(logger, thread, number, text);
                return Fate.Whole;
            case 8 when kind % 160 == 8:
                using (logger.BeginScope(Enumerable.Range(0, 100).ToDictionary(i => $"l{i}", i => (object)i)))
                    Log.Said(logger, thread, number, text);
                return Fate.Whole;
            case 9:
                var many = new AggregateException(new InvalidOperationException(text), new IOException(secret));
                Log.Failed(logger, many, thread, number);
                return Fate.Whole;
            default:
                Log.Said(logger, thread, number, text);
                return Fate.Whole;
        }
    }

    private static InvalidOperationException Dig(int depth)
    {
        try
        {
            if (depth == 0) throw new InvalidOperationException("xoxb-1-SECRET at the bottom");
            throw Dig(depth - 1);
        }
        catch (InvalidOperationException bottom)
        {
            return depth == 0 ? bottom : new InvalidOperationException($"level {depth}: xapp-1-SECRET", bottom);
        }
    }

    private sealed class Unspeakable
    {
        public override string ToString() => throw new InvalidOperationException("xoxb-1-SECRET");
    }

    private sealed class UnspeakableException : Exception
    {
        public override string Message => throw new InvalidOperationException("xoxb-1-SECRET");
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, EventName = "said", Message = "{Thread}/{Number}: {Text}")]
        public static partial void Said(ILogger logger, int thread, int number, string text);

        [LoggerMessage(Level = LogLevel.Error, EventName = "failed", Message = "{Thread}/{Number} failed")]
        public static partial void Failed(ILogger logger, Exception exception, int thread, int number);

        [LoggerMessage(Level = LogLevel.Warning, EventName = "holds", Message = "{Thread}/{Number} holds {Thing}")]
        public static partial void Holds(ILogger logger, int thread, int number, object thing);

        [LoggerMessage(Level = LogLevel.Information, EventName = "measured", Message = "{Thread}/{Number}: {Value} in {Elapsed}, a {Outcome}")]
        public static partial void Measured(ILogger logger, int thread, int number, double value, TimeSpan elapsed, string outcome);

        [LoggerMessage(Level = LogLevel.Information, EventName = "shows", Message = "{Thread}/{Number} shows {@Thing}")]
        public static partial void Shows(ILogger logger, int thread, int number, object thing);
    }
}
