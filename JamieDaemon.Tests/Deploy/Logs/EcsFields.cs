using System.Diagnostics;
using System.Text.Json;
using JamieDaemon.Observability.Logs;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging;

namespace JamieDaemon.Tests.Deploy.Logs;

/// <summary>The names of all fields that a log record can have, as the formatter writes them.</summary>
internal static partial class EcsFields
{
    /// <summary>Labels that lines carry; what others there are depends on the event.</summary>
    private static readonly string[] Labels =
        ["labels.request_id", "labels.session_id", "labels.job_id", "labels.job_type", "labels.result", "labels.provider", "labels.operation"];

    public static IEnumerable<string> LabelNames => Labels.Select(label => label["labels.".Length..]);

    public static IReadOnlySet<string> All { get; } = Write().Concat(LogNumbers.All.Select(number => $"jamie.{number.Field}")).Concat(Labels).ToHashSet();

    private static IEnumerable<string> Write()
    {
        using var ecs = new EcsUnderTest();
        using var activity = new Activity("some").SetIdFormat(ActivityIdFormat.W3C).Start();
        Log.Some(ecs.Logger, new InvalidOperationException("on purpose"), "failure", TimeSpan.FromSeconds(1));
        return [.. Names(ecs.Record, "")];
    }

    private static IEnumerable<string> Names(JsonElement record, string prefix) => record.EnumerateObject().SelectMany(
        field => field.Value.ValueKind == JsonValueKind.Object ? Names(field.Value, $"{prefix}{field.Name}.") : [prefix + field.Name]);

    private static partial class Log
    {
        [LoggerMessage(EventName = "some", Level = LogLevel.Error, Message = "{Outcome} after {Elapsed}")]
        public static partial void Some(ILogger logger, Exception exception, string outcome, TimeSpan elapsed);
    }
}
