using System.Net;
using System.Net.Http.Json;
using JamieDaemon.Sandbox.Slack.WebApi;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Slack;

public sealed class RateLimitTests
{
    private static readonly TestCaseData[] Tiers =
    [
        new(RateLimit.Tier2, 20, 3.0),
        new(RateLimit.Tier3, 50, 1.2),
        new(RateLimit.Tier4, 100, 0.6),
        new(RateLimit.Posting, 3, 1.0),
    ];

    [TestCaseSource(nameof(Tiers))]
    public void A_tier_allows_its_burst_and_then_a_steady_rate(object limit, int burst, double secondsPerCall)
    {
        var time = new ManualTimeProvider();
        var limiter = new RateLimiter(time);
        TimeSpan? Take() => limiter.Take("m", "", (RateLimit)limit);
        for (var call = 0; call < burst; call++)
            Assert.That(Take(), Is.Null);
        Assert.That(Take()!.Value.TotalSeconds, Is.EqualTo(secondsPerCall).Within(0.001));
        time.Advance(TimeSpan.FromSeconds(secondsPerCall) + TimeSpan.FromMilliseconds(1));
        Assert.That(Take(), Is.Null);
        Assert.That(Take(), Is.Not.Null);
    }

    [Test]
    public async Task Posting_too_fast_is_refused_in_that_channel_alone()
    {
        await using var app = await RawSlackApp.StartAsync(new() { RateLimits = true, Time = new ManualTimeProvider() });
        for (var call = 0; call < 3; call++)
            await app.PostAsync("hi");
        var message = new { channel = app.Incidents, text = "hi" };
        using var fourth = await app.SendAsync("chat.postMessage", JsonContent.Create(message));
        Assert.That(fourth.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(fourth.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(1)));
        Assert.That((string?)(await app.ReadAsync(fourth))["error"], Is.EqualTo("ratelimited"));
        var elsewhere = await app.CallAsync("chat.postMessage", new { channel = app.Slack.Channel("general").Id, text = "hi" });
        Assert.That((bool)elsewhere["ok"]!, Is.True);
        Assert.That(app.Slack.Messages.In(app.Incidents), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Without_the_option_nothing_is_limited()
    {
        await using var app = await RawSlackApp.StartAsync();
        for (var call = 0; call < 60; call++)
            await app.PostAsync("hi");
        Assert.That(app.Slack.Messages.In(app.Incidents), Has.Count.EqualTo(60));
    }
}
