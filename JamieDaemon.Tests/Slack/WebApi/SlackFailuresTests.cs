using System.Net.Sockets;
using JamieDaemon.Slack.WebApi;
using JamieDaemon.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace JamieDaemon.Tests.Slack.WebApi;

/// <summary>What a call does about failures: name them, repeat what is safe, and never post twice.</summary>
[CancelAfter(Limits.Milliseconds)]
public sealed class SlackFailuresTests
{
    private static readonly ChatPostMessage Message = new() { Channel = "C1", Text = "hello" };
    private static readonly ChatUpdate Update = new() { Channel = "C1", Ts = "1.2", Text = "hello" };

    private static IEnumerable<TestCaseData<RequestDelegate>> PassingAnswers()
    {
        yield return new(HttpAnswers.Status(503)) { TestName = "503" };
        yield return new(HttpAnswers.Error("internal_error")) { TestName = "internal_error" };
        yield return new(HttpAnswers.Text(200, "text/html", "<html>Log in to the network</html>")) { TestName = "a page" };
        yield return new(HttpAnswers.Cut) { TestName = "a cut" };
    }

    [Test]
    public async Task A_refusal_carries_Slacks_code_and_is_not_repeated(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        slack.Server.Then(HttpAnswers.Error("not_in_channel"));

        var error = await Assert.ThrowsAsync<SlackApiException>(() => slack.Client.ChatPostMessageAsync(Message, token));

        Assert.That((error!.Method, error.Error), Is.EqualTo(("chat.postMessage", "not_in_channel")));
        Assert.That(error.Kind, Is.EqualTo(SlackErrorKind.BadRequest));
        Assert.That(error.Message, Does.Contain("Invite Jamie"));
        Assert.That(slack.Server.Count, Is.EqualTo(1));
    }

    [TestCaseSource(nameof(PassingAnswers))]
    public async Task An_edit_is_repeated_until_it_succeeds(RequestDelegate failure)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        slack.Server.Then(failure).Then(failure);

        var update = slack.Client.ChatUpdateAsync(Update, CancellationToken.None);
        await PassAsync(slack, milliseconds: 500);
        await PassAsync(slack, milliseconds: 1_000);
        await update;

        Assert.That(slack.Server.Count, Is.EqualTo(3));
    }

    [Test]
    public async Task After_four_tries_Slack_counts_as_unavailable(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        for (var i = 0; i < 4; i++)
            slack.Server.Then(HttpAnswers.Status(503));

        var update = slack.Client.ChatUpdateAsync(Update, token);
        foreach (var milliseconds in (int[])[500, 1_000, 2_000])
            await PassAsync(slack, milliseconds);

        var error = await Assert.ThrowsAsync<SlackUnavailableException>(() => update);
        Assert.That(error!.Message, Does.Contain("chat.update").And.Contain("HTTP 503"));
        Assert.That(slack.Server.Count, Is.EqualTo(4));
    }

    [TestCaseSource(nameof(PassingAnswers))]
    public async Task A_post_that_may_have_gone_through_is_ambiguous_and_sent_once(RequestDelegate failure)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        slack.Server.Then(failure);

        var error = await Assert.ThrowsAsync<AmbiguousSendException>(() =>
            slack.Client.ChatPostMessageAsync(Message, CancellationToken.None));

        Assert.That(error!.Method, Is.EqualTo("chat.postMessage"));
        Assert.That(slack.Server.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task The_other_sends_are_ambiguous_too(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        slack.Server.Then(HttpAnswers.Cut).Then(HttpAnswers.Status(500));

        var ephemeral = new ChatPostEphemeral { Channel = "C1", User = "U1", Text = "psst" };
        await Assert.ThrowsAsync<AmbiguousSendException>(() => slack.Client.ChatPostEphemeralAsync(ephemeral, token));
        await Assert.ThrowsAsync<AmbiguousSendException>(() =>
            slack.Client.RespondAsync(new Uri(slack.Server.Url, "/commands/1"), new ResponseUrlMessage { Text = "42" }, token));

        Assert.That(slack.Server.Count, Is.EqualTo(2));
    }

    [Test]
    public async Task A_post_that_is_never_answered_is_ambiguous_when_its_time_is_up(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        slack.Server.Then(HttpAnswers.Hang);

        var post = slack.Client.ChatPostMessageAsync(Message, token);
        await slack.Server.NextAsync();
        slack.Time.Advance(ScriptedSlack.CallTimeout);

        var error = await Assert.ThrowsAsync<AmbiguousSendException>(() => post);
        Assert.That(error!.Message, Does.Contain("no answer within 20 s"));
        Assert.That(slack.Server.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_post_that_never_left_is_not_ambiguous_but_repeated(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartUnreachableAsync();

        var post = slack.Client.ChatPostMessageAsync(Message, token);
        foreach (var milliseconds in (int[])[500, 1_000, 2_000])
            await PassAsync(slack, milliseconds);

        var error = await Assert.ThrowsAsync<SlackUnavailableException>(() => post);
        Assert.That(error!.Message, Does.Contain("ConnectionError"));
        Assert.That(error.GetBaseException(), Is.TypeOf<SocketException>());
    }

    [Test]
    public async Task Cancellation_is_cancellation_at_every_stage(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        slack.Server.Then(HttpAnswers.Hang).Then(HttpAnswers.Status(503)).Then(HttpAnswers.RetryAfter("60"));

        await CancelAsync(() => slack.Server.NextAsync());
        await CancelAsync(() => slack.Time.WaitForTimerAsync(TimeSpan.FromMilliseconds(500)));
        await CancelAsync(() => slack.Time.WaitForTimerAsync(TimeSpan.FromSeconds(60)));
        Assert.That(slack.Server.Count, Is.EqualTo(3));

        async Task CancelAsync(Func<Task> stage)
        {
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(token);
            var call = slack.Client.ChatUpdateAsync(Update, cancel.Token);
            await stage();
            await cancel.CancelAsync();
            var error = await Assert.CatchAsync<OperationCanceledException>(() => call);
            Assert.That(error!.CancellationToken, Is.EqualTo(cancel.Token));
        }
    }

    [Test]
    public async Task Opening_a_socket_is_tried_once_since_the_sockets_own_back_off_repeats_it(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        slack.Server.Then(HttpAnswers.Error("internal_error")).Then(HttpAnswers.RetryAfter("12"));

        await Assert.ThrowsAsync<SlackUnavailableException>(() => slack.Client.AppsConnectionsOpenAsync(token));
        var limited = await Assert.ThrowsAsync<SlackRateLimitedException>(() => slack.Client.AppsConnectionsOpenAsync(token));

        Assert.That(limited!.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(12)));
        Assert.That(slack.Server.Count, Is.EqualTo(2));
    }

    [Test]
    public async Task No_exception_shows_a_secret(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        slack.Server
            .Then(HttpAnswers.Cut).Then(HttpAnswers.Error("invalid_auth")).Then(HttpAnswers.Text(404, "text/plain", "expired_url"))
            .Then(HttpAnswers.Cut).Then(HttpAnswers.Status(302))
            .Then(HttpAnswers.Json("""{"ok":true,"url":"ws://attacker.example/?ticket=top-secret"}"""));
        var url = new Uri(slack.Server.Url, "/commands/T1/top-secret");
        var answer = new ResponseUrlMessage { Text = "42" };

        var errors = new[]
        {
            await Assert.CatchAsync(() => slack.Client.ChatPostMessageAsync(Message, token)),
            await Assert.CatchAsync(() => slack.Client.AuthTestAsync(token)),
            await Assert.CatchAsync(() => slack.Client.RespondAsync(url, answer, token)),
            await Assert.CatchAsync(() => slack.Client.RespondAsync(url, answer, token)),
            await Assert.CatchAsync(() => slack.Client.AppsConnectionsOpenAsync(token)),
            await Assert.CatchAsync(() => slack.Client.AppsConnectionsOpenAsync(token)),
        };

        Assert.That(errors.Select(error => error!.GetType()), Is.EqualTo(new[]
        {
            typeof(AmbiguousSendException), typeof(SlackApiException), typeof(SlackApiException), typeof(AmbiguousSendException),
            typeof(SlackUnavailableException), typeof(SlackOriginException),
        }));
        Assert.That(errors.Select(error => error!.ToString()), Has.None.Contains("top-secret")
            .And.None.Contains(ScriptedSlack.BotToken).And.None.Contains(ScriptedSlack.AppToken));
    }

    private static async Task PassAsync(ScriptedSlack slack, int milliseconds)
    {
        var pause = TimeSpan.FromMilliseconds(milliseconds);
        await slack.Time.WaitForTimerAsync(pause);
        slack.Time.Advance(pause);
    }
}
