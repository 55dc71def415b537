using System.Diagnostics;
using JamieDaemon.Observability.Traces;

namespace JamieDaemon.Tests.Observability.Traces;

public sealed class ConsoleSpansTests
{
    [Test]
    public void A_span_is_one_line_whatever_is_in_it()
    {
        using var span = new Activity("slack.handle_mention").SetTag("jamie.job.id", "7k2m").SetStatus(ActivityStatusCode.Error, "no\nmodel \e[31m").Start();
        span.SetEndTime(span.StartTimeUtc.AddMilliseconds(812.4));
        span.Stop();
        Assert.That(ConsoleSpans.Line(span), Does.Match($@"^\d\d:\d\d:\d\d\.\d{{3}} span  slack\.handle_mention 812\.4 ms failed: no model  \[31m  trace={span.TraceId} job=7k2m\n$"));
    }
}
