using System.Diagnostics;
using JamieDaemon.Observability.Traces;
using JamieDaemon.Telemetry;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Observability.Traces;

public sealed class TracerProviderFactoryTests
{
    [Test]
    public void Without_a_destination_there_is_no_provider() =>
        Assert.That(TracerProviderFactory.Create(1, EcsUnderTest.Service, []), Is.Null);

    [Test]
    public void No_destination_sees_a_secret_address()
    {
        using var spans = new CollectingProcessor();
        ActivityTraceId trace;
        using (TracerProviderFactory.Create(1, EcsUnderTest.Service, [spans]))
        {
            using var call = Spans.Start("slack.handle_mention", ActivityKind.Consumer)!;
            call.SetTag("url.full", "https://hooks.slack.com/commands/T1/2/secret");
            trace = call.TraceId;
        }

        Assert.That(spans.Of(trace).Single().GetTagItem("url.full"), Is.EqualTo("https://hooks.slack.com/[redacted]"));
    }
}
