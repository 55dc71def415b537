using System.Diagnostics;
using System.Net;
using JamieDaemon.Hosting;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Hosting;

public sealed class TracePropagationTests
{
    [TestCase(null, true)]
    [TestCase("", true)]
    [TestCase("tracecontext,baggage", true)]
    [TestCase("None", false)]
    public void Requests_carry_the_ids_of_their_trace_unless_told_not_to(string? propagators, bool expected)
    {
        using var handler = new NetworkHandlers(Options.Create(new NetworkOptions()), new WebProxy(), propagators).Create();
        using var span = new Activity("a question").Start();
        var headers = new List<string>();
        handler.ActivityHeadersPropagator!.Inject(span, headers, static (carrier, name, _) => ((List<string>)carrier!).Add(name));
        Assert.That(headers.Contains("traceparent"), Is.EqualTo(expected));
    }
}
