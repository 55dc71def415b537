using System.Net.Http.Headers;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Tests.Slack.WebApi;

public sealed class RetryAfterReaderTests
{
    [TestCase(null, 30)]
    [TestCase("0", 1)]
    [TestCase("1", 1)]
    [TestCase("7", 7)]
    [TestCase("86400", 3600)]
    [TestCase("Tue, 01 Jan 2030 00:00:45 GMT", 45)]
    [TestCase("Mon, 31 Dec 2029 23:00:00 GMT", 1)]
    public void The_wait_is_what_Slack_says_within_reason(string? header, int seconds)
    {
        var parsed = header is null ? null : RetryConditionHeaderValue.Parse(header);
        var now = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.That(RetryAfterReader.Read(parsed, now), Is.EqualTo(TimeSpan.FromSeconds(seconds)));
    }
}
