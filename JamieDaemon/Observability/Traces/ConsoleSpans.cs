using System.Diagnostics;
using System.Globalization;
using OpenTelemetry;

namespace JamieDaemon.Observability.Traces;

/// <summary>Shows every span that ends as one line, for whoever develops.</summary>
internal sealed class ConsoleSpans(TextWriter console) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.Recorded) console.Write(Line(data));
    }

    /// <summary>E.g. <c>12:04:31.250 span  slack.handle_mention 812.4 ms  trace=4bf9… jamie.job.id=7k2m…</c></summary>
    public static string Line(Activity span)
    {
        var began = span.StartTimeUtc.ToLocalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        var took = span.Duration.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);
        var failed = span.Status == ActivityStatusCode.Error ? $" failed: {span.StatusDescription}" : "";
        var job = span.GetTagItem("jamie.job.id") is string id ? $" job={id}" : "";
        return ConsoleText.OneLine($"{began} span  {span.DisplayName} {took} ms{failed}  trace={span.TraceId.ToHexString()}{job}") + "\n";
    }
}
