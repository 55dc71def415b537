using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using JamieDaemon.Observability.Logs;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging;

namespace JamieDaemon.Tests.Observability.Logs;

public sealed partial class EcsJsonFormatterTests
{
    private readonly EcsUnderTest _ecs = new();

    [TearDown]
    public void Stop() => _ecs.Dispose();

    [Test]
    public void A_record_begins_with_the_four_fields_of_the_ecs_logging_specification()
    {
        Log.Answered(_ecs.Logger, "bruno-sre", 42);
        Assert.That(_ecs.Record.EnumerateObject().Take(4).Select(field => field.Name),
            Is.EqualTo(new[] { "@timestamp", "log.level", "message", "ecs.version" }));
        Assert.That(_ecs.Record.GetProperty("@timestamp").GetString(), Does.Match(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$"));
        Assert.That(_ecs.Record.GetProperty("message").GetString(), Is.EqualTo("bruno-sre answered with 42 characters."));
        Assert.That(At("log", "logger"), Is.EqualTo("JamieDaemon.Tests.Some"));
        Assert.That(At("event", "action"), Is.EqualTo("ollama.answered"));
        Assert.That(At("service", "name"), Is.EqualTo("jamie-sre-chatbot"));
        Assert.That(At("labels", "model"), Is.EqualTo("bruno-sre"));
        Assert.That(At("labels", "characters"), Is.EqualTo("42"));
        Assert.That(_ecs.Record.TryGetProperty("trace", out _), Is.False);
        Assert.That(_ecs.Record.TryGetProperty("error", out _), Is.False);
    }

    [TestCase(LogLevel.Trace, "trace")]
    [TestCase(LogLevel.Debug, "debug")]
    [TestCase(LogLevel.Information, "info")]
    [TestCase(LogLevel.Warning, "warn")]
    [TestCase(LogLevel.Error, "error")]
    [TestCase(LogLevel.Critical, "fatal")]
    public void Levels_have_the_words_of_the_schema(LogLevel level, string word)
    {
        Log.Said(_ecs.Logger, level, "x");
        Assert.That(_ecs.Record.GetProperty("log.level").GetString(), Is.EqualTo(word));
    }

    [Test]
    public void Ids_of_a_scope_become_labels()
    {
        using (_ecs.Logger.BeginScope(new Dictionary<string, object> { ["request_id"] = "r-1", ["job_type"] = "mention" }))
        {
            Log.Said(_ecs.Logger, LogLevel.Information, "x");
        }

        Assert.That((At("labels", "request_id"), At("labels", "job_type")), Is.EqualTo(("r-1", "mention")));
    }

    [Test]
    public void The_current_activity_gives_trace_and_span()
    {
        using var activity = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        Log.Said(_ecs.Logger, LogLevel.Information, "x");
        Assert.That((At("trace", "id"), At("span", "id")),
            Is.EqualTo((activity.TraceId.ToHexString(), activity.SpanId.ToHexString())));
    }

    [TestCase("Success", "success")]
    [TestCase("failure", "failure")]
    [TestCase("perhaps", null)]
    public void An_outcome_is_one_of_three_words_or_absent(string said, string? outcome)
    {
        var elapsed = TimeSpan.FromMilliseconds(1234);
        Log.Finished(_ecs.Logger, said, elapsed);
        Assert.That(_ecs.Record.GetProperty("event").TryGetProperty("outcome", out var found) ? found.GetString() : null,
            Is.EqualTo(outcome));
        Assert.That(_ecs.Record.GetProperty("event").GetProperty("duration").GetInt64(), Is.EqualTo(1_234_000_000));
    }

    [Test]
    public void What_somebody_will_add_up_is_a_number_in_a_field_of_its_own_and_no_label()
    {
        var elapsed = TimeSpan.FromMilliseconds(1234.5);
        Log.Counted(_ecs.Logger, elapsed, 20.5, 3, 4000);
        Assert.That(_ecs.Record.GetProperty("jamie").GetRawText(), Is.EqualTo("{\"duration_ms\":1234.5,\"wait_ms\":20.5,\"queue_length\":3,\"prompt_tokens\":4000}"));
        Assert.That(_ecs.Record.TryGetProperty("labels", out _), Is.False);
    }

    [Test]
    public void What_only_has_the_name_of_a_number_stays_a_label()
    {
        using (_ecs.Logger.BeginScope(new Dictionary<string, object> { ["QueueLength"] = "long", ["WaitMs"] = double.NaN }))
            Log.Said(_ecs.Logger, LogLevel.Information, "x");
        Assert.That((At("labels", "queue_length"), At("labels", "wait_ms")), Is.EqualTo(("long", "NaN")));
        Assert.That(_ecs.Record.TryGetProperty("jamie", out _), Is.False);
    }

    [Test]
    public void An_exception_is_an_object_with_its_stack_in_one_string()
    {
        var exception = Thrown("could not\nreach it");
        Log.Failed(_ecs.Logger, exception);
        Assert.That(At("error", "type"), Is.EqualTo("System.InvalidOperationException"));
        Assert.That(At("error", "message"), Is.EqualTo("could not\nreach it"));
        Assert.That(At("error", "stack_trace"), Does.Contain(nameof(Thrown)));
    }

    [Test]
    public void No_secret_reaches_the_line()
    {
        var scope = new Dictionary<string, object> { ["response_url"] = "https://hooks.slack.com/commands/T/1/SECRET" };
        using (_ecs.Logger.BeginScope(scope))
        {
            var exception = Thrown("GET wss://x/?ticket=SECRET with Bearer SECRET and xoxb-1-SECRET");
            Log.Failed(_ecs.Logger, exception);
            Log.Said(_ecs.Logger, LogLevel.Information, "xapp-1-SECRET");
        }

        Assert.That(_ecs.Line, Does.Not.Contain("SECRET").And.Contain("[redacted]"));
    }

    [Test]
    public void Whatever_is_logged_the_line_obeys_every_rule()
    {
        Prop.ForAll<string, string, string>((message, key, value) =>
        {
            using (_ecs.Logger.BeginScope(new Dictionary<string, object> { [$"x{key}"] = value ?? "", ["n"] = double.NaN }))
            {
                Log.Said(_ecs.Logger, LogLevel.Information, message);
                LineRules.Check(_ecs.Line);
                Log.Failed(_ecs.Logger, new InvalidOperationException(value));
                LineRules.Check(_ecs.Line);
            }
        }).QuickCheckThrowOnFailure();
    }

    [TestCase("x")]
    [TestCase("\"")]
    [TestCase("\u0001")]
    [TestCase("日")]
    [TestCase("😀")]
    [TestCase("\uD800")]
    public void The_longest_texts_fit_the_line(string unit)
    {
        var huge = string.Concat(Enumerable.Repeat(unit, 20_000));
        var scope = Enumerable.Range(0, 40).ToDictionary(i => $"label{i}", _ => (object)huge);
        using (_ecs.Logger.BeginScope(scope))
        {
            Log.SaidWith(_ecs.Logger, new InvalidOperationException(huge), huge);
        }

        LineRules.Check(_ecs.Line);
        Assert.That(At("labels", "truncated"), Is.EqualTo("true"));
        Assert.That(Encoding.UTF8.GetByteCount(_ecs.Line), Is.GreaterThan(EcsJsonFormatter.MaximumLineBytes / 2),
            "most of the line is used");
    }

    [Test]
    public void A_property_that_throws_costs_itself_and_not_the_next_line()
    {
        Log.Said(_ecs.Logger, LogLevel.Information, "before");
        Log.Badly(_ecs.Logger, 1.5);
        LineRules.Check(_ecs.Line);
        var unspeakable = new Unspeakable();
        Log.Holds(_ecs.Logger, unspeakable);
        LineRules.Check(_ecs.Line);
        Log.SaidWith(_ecs.Logger, unspeakable, "x");
        LineRules.Check(_ecs.Line);
        Assert.That(At("event", "action"), Is.EqualTo("log.record_failed"));
        Log.Said(_ecs.Logger, LogLevel.Information, "after");
        Assert.That(_ecs.Record.GetProperty("message").GetString(), Is.EqualTo("after"));
    }

    private string? At(string group, string field) => _ecs.Record.GetProperty(group).GetProperty(field).GetString();

    private static InvalidOperationException Thrown(string message)
    {
        try
        {
            throw new InvalidOperationException(message);
        }
        catch (InvalidOperationException exception)
        {
            return exception;
        }
    }

    private sealed class Unspeakable : Exception
    {
        public override string Message => throw new InvalidOperationException("even this");

        public override string ToString() => throw new InvalidOperationException("and this");
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, EventName = "ollama.answered",
            Message = "{Model} answered with {Characters} characters.")]
        public static partial void Answered(ILogger logger, string model, int characters);

        [LoggerMessage(EventName = "said", Message = "{Text}")]
        public static partial void Said(ILogger logger, LogLevel level, string text);

        [LoggerMessage(Level = LogLevel.Error, EventName = "said_with", Message = "{Text}")]
        public static partial void SaidWith(ILogger logger, Exception exception, string text);

        [LoggerMessage(Level = LogLevel.Error, EventName = "failed", Message = "It failed.")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Information, EventName = "holds", Message = "It holds {Thing}.")]
        public static partial void Holds(ILogger logger, object thing);

        [LoggerMessage(Level = LogLevel.Information, EventName = "badly", Message = "It took {Seconds:X}.")]
        public static partial void Badly(ILogger logger, double seconds);

        [LoggerMessage(Level = LogLevel.Information, EventName = "finished", Message = "{Outcome} after {Elapsed}.")]
        public static partial void Finished(ILogger logger, string outcome, TimeSpan elapsed);

        [LoggerMessage(EventName = "counted", Level = LogLevel.Information, Message = "{Elapsed} {WaitMs} {QueueLength} {PromptTokens}")]
        public static partial void Counted(ILogger logger, TimeSpan elapsed, double waitMs, int queueLength, long promptTokens);
    }
}
