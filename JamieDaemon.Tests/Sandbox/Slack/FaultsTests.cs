using System.Net;
using System.Net.Http.Json;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Slack;

public sealed class FaultsTests
{
    [Test]
    public async Task A_share_of_calls_is_answered_429_and_has_no_effect()
    {
        await using var app = await RawSlackApp.StartAsync();
        app.Slack.Faults.TooManyRequests = 0.3;
        var statuses = await PostManyAsync(app, 200);
        var refused = statuses.Count(status => status == HttpStatusCode.TooManyRequests);
        Assert.That(refused, Is.InRange(40, 80));
        Assert.That(app.Slack.Messages.In(app.Incidents), Has.Count.EqualTo(200 - refused));
    }

    [Test]
    public async Task A_share_of_calls_is_answered_503_and_about_half_of_those_take_effect()
    {
        await using var app = await RawSlackApp.StartAsync();
        app.Slack.Faults.Unavailable = 0.5;
        var statuses = await PostManyAsync(app, 200);
        var succeeded = statuses.Count(status => status == HttpStatusCode.OK);
        var unavailable = statuses.Count(status => status == HttpStatusCode.ServiceUnavailable);
        Assert.That(succeeded + unavailable, Is.EqualTo(200));
        Assert.That(unavailable, Is.InRange(80, 120));
        var inSpiteOfIt = app.Slack.Messages.In(app.Incidents).Count - succeeded;
        Assert.That(inSpiteOfIt, Is.InRange(unavailable / 4, unavailable * 3 / 4));
    }

    [Test]
    public async Task The_same_seed_fails_the_same_calls()
    {
        var runs = new List<HttpStatusCode[]>();
        for (var run = 0; run < 2; run++)
        {
            await using var app = await RawSlackApp.StartAsync(new() { Seed = 7, Faults = new() { TooManyRequests = 0.5 } });
            runs.Add(await PostManyAsync(app, 20));
        }

        Assert.That(runs[0], Is.EqualTo(runs[1]));
    }

    [Test]
    public async Task Scripted_answers_come_in_their_order_and_then_the_real_ones_again()
    {
        await using var app = await RawSlackApp.StartAsync();
        app.Slack.Faults.Next("chat.postMessage", ScriptedAnswer.Failure("internal_error"));
        app.Slack.Faults.Next("chat.postMessage", ScriptedAnswer.RateLimited(TimeSpan.FromSeconds(6.5)));
        app.Slack.Faults.Next("chat.postMessage", ScriptedAnswer.Http(502));
        app.Slack.Faults.Next("chat.postMessage", new ScriptedAnswer { Body = "<html>" });
        using var failed = await PostAsync(app);
        using var limited = await PostAsync(app);
        using var broken = await PostAsync(app);
        using var page = await PostAsync(app);
        using var real = await PostAsync(app);
        Assert.That((string?)(await app.ReadAsync(failed))["error"], Is.EqualTo("internal_error"));
        Assert.That(limited.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(limited.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(7)));
        Assert.That(broken.StatusCode, Is.EqualTo(HttpStatusCode.BadGateway));
        Assert.That(await page.Content.ReadAsStringAsync(app.Patience), Is.EqualTo("<html>"));
        Assert.That((bool)(await app.ReadAsync(real))["ok"]!, Is.True);
        Assert.That(app.Slack.CallsOf("chat.postMessage"), Is.EqualTo(5));
        string[] outcomes = ["internal_error", "ratelimited", "http 502", "http 200", "ok"];
        Assert.That(outcomes.Select(outcome => app.Slack.Calls.Of("chat.postMessage", outcome)), Is.All.EqualTo(1));
        Assert.That(app.Slack.Messages.In(app.Incidents), Has.Count.EqualTo(1));
    }

    [TestCase(true, 1)]
    [TestCase(false, 0)]
    public async Task A_cut_connection_may_or_may_not_have_had_its_effect(bool takesEffect, int messages)
    {
        await using var app = await RawSlackApp.StartAsync();
        app.Slack.Faults.Next("chat.postMessage", ScriptedAnswer.CutConnection(takesEffect));
        await Assert.ThatAsync(async () => await PostAsync(app), Throws.InstanceOf<HttpRequestException>());
        Assert.That(app.Slack.Messages.In(app.Incidents), Has.Count.EqualTo(messages));
    }

    [Test]
    public async Task A_delayed_call_takes_effect_late()
    {
        var time = new ManualTimeProvider();
        await using var app = await RawSlackApp.StartAsync(new() { Time = time });
        app.Slack.Faults.ApiDelay = TimeSpan.FromSeconds(1);
        app.Slack.Faults.Next("chat.postMessage", ScriptedAnswer.Late(TimeSpan.FromSeconds(1)));
        var posting = PostAsync(app);
        await time.WaitForTimersAsync(1);
        time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.That(app.Slack.Messages.In(app.Incidents), Is.Empty);
        time.Advance(TimeSpan.FromSeconds(0.1));
        using var response = await posting;
        Assert.That(app.Slack.Messages.In(app.Incidents), Has.Count.EqualTo(1));
    }

    private static Task<HttpResponseMessage> PostAsync(RawSlackApp app) =>
        app.SendAsync("chat.postMessage", JsonContent.Create(new { channel = app.Incidents, text = "hi" }));

    private static async Task<HttpStatusCode[]> PostManyAsync(RawSlackApp app, int count)
    {
        var statuses = new HttpStatusCode[count];
        for (var call = 0; call < count; call++)
        {
            using var response = await PostAsync(app);
            statuses[call] = response.StatusCode;
        }

        return statuses;
    }
}
