using System.Net;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Tests.Slack.WebApi;

public sealed class CallEndingReaderTests
{
    [TestCase(200, "ok", nameof(CallEnding.Accepted))]
    [TestCase(200, "ratelimited", nameof(CallEnding.RateLimited))]
    [TestCase(200, "rate_limited", nameof(CallEnding.RateLimited))]
    [TestCase(200, "message_limit_exceeded", nameof(CallEnding.RateLimited))]
    [TestCase(429, null, nameof(CallEnding.RateLimited))]
    [TestCase(429, "ratelimited", nameof(CallEnding.RateLimited))]
    [TestCase(200, "channel_not_found", nameof(CallEnding.Refused))]
    [TestCase(200, "a_code_of_tomorrow", nameof(CallEnding.Refused))]
    [TestCase(200, "", nameof(CallEnding.Refused))]
    [TestCase(403, "invalid_auth", nameof(CallEnding.Refused))]
    [TestCase(404, "used_url", nameof(CallEnding.Refused))]
    [TestCase(200, "internal_error", nameof(CallEnding.Unknown))]
    [TestCase(200, "fatal_error", nameof(CallEnding.Unknown))]
    [TestCase(200, "service_unavailable", nameof(CallEnding.Unknown))]
    [TestCase(200, "request_timeout", nameof(CallEnding.NotDone))]
    [TestCase(200, "team_added_to_org", nameof(CallEnding.NotDone))]
    [TestCase(200, null, nameof(CallEnding.Unknown))]
    [TestCase(500, null, nameof(CallEnding.Unknown))]
    [TestCase(503, null, nameof(CallEnding.Unknown))]
    [TestCase(503, "ok", nameof(CallEnding.Unknown))]
    [TestCase(404, "ok", nameof(CallEnding.NotDone))]
    [TestCase(302, "ok", nameof(CallEnding.NotDone))]
    [TestCase(408, null, nameof(CallEnding.Unknown))]
    [TestCase(302, null, nameof(CallEnding.NotDone))]
    [TestCase(404, null, nameof(CallEnding.NotDone))]
    [TestCase(407, null, nameof(CallEnding.NotDone))]
    public void Status_and_body_say_how_the_call_ended(int status, string? body, string ending)
    {
        var response = body switch
        {
            null => null,
            "ok" => new SlackResponse { Ok = true },
            "" => new SlackResponse(),
            _ => new SlackResponse { Error = body },
        };
        Assert.That(CallEndingReader.Read((HttpStatusCode)status, response).ToString(), Is.EqualTo(ending));
    }
}
