using JamieDaemon.Slack.WebApi;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack.WebApi;

/// <summary>Rate limits over real HTTP.</summary>
[CancelAfter(Limits.Milliseconds)]
public sealed class SlackRateLimitsTests
{
    private static readonly TimeSpan Seven = TimeSpan.FromSeconds(7);

    [Test]
    public async Task A_limited_channel_waits_and_the_rest_goes_on(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        slack.Server.Then(HttpAnswers.RetryAfter("7"));

        var limited = slack.Client.ChatPostMessageAsync(Post("C1", "first"), token);
        await slack.Time.WaitForTimerAsync(Seven);
        var behind = slack.Client.ChatPostMessageAsync(Post("C1", "second"), token);
        await slack.Client.ChatPostMessageAsync(Post("C2", "elsewhere"), token);
        await slack.Client.ChatUpdateAsync(Edit("C1"), token);
        Assert.That((limited.IsCompleted, behind.IsCompleted, slack.Server.Count), Is.EqualTo((false, false, 3)));

        slack.Time.Advance(Seven);
        await Task.WhenAll(limited, behind);
        Assert.That(await TextsAsync(slack, 5), Is.EqualTo(new[] { "first", "elsewhere", "edit", "first", "second" }));
    }

    [TestCase("ratelimited")]
    [TestCase("rate_limited")]
    public async Task A_limit_in_the_body_waits_as_well(string code)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        slack.Server.Then(HttpAnswers.Error(code));

        var post = slack.Client.ChatPostMessageAsync(Post("C1", "first"), CancellationToken.None);
        var assumed = TimeSpan.FromSeconds(30);
        await slack.Time.WaitForTimerAsync(assumed);
        slack.Time.Advance(assumed);
        await post;
    }

    [Test]
    public async Task Those_who_waited_are_answered_in_order_and_never_at_once(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var inside = 0;
        var most = 0;
        slack.Server.Then(HttpAnswers.RetryAfter("7"));
        for (var i = 0; i < 20; i++)
        {
            slack.Server.Then(async context =>
            {
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await Task.Yield();
                Interlocked.Decrement(ref inside);
                await HttpAnswers.Ok(context);
            });
        }

        var calls = new List<Task> { slack.Client.ChatPostMessageAsync(Post("C1", "0"), token) };
        await slack.Time.WaitForTimerAsync(Seven);
        for (var i = 1; i < 20; i++)
            calls.Add(slack.Client.ChatPostMessageAsync(Post("C1", $"{i}"), token));
        slack.Time.Advance(Seven);
        await Task.WhenAll(calls);

        Assert.That((await TextsAsync(slack, 21)).Skip(1), Is.EqualTo(Enumerable.Range(0, 20).Select(i => $"{i}")));
        Assert.That((most, slack.Lanes.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task An_impatient_reader_is_told_at_once_and_no_call_is_made(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        slack.Server.Then(HttpAnswers.RetryAfter("7"));
        var thread = new ConversationsReplies { Channel = "C1", Ts = "1.1" };

        await Assert.ThrowsAsync<SlackRateLimitedException>(() =>
            slack.Client.ConversationsRepliesAsync(thread, TimeSpan.FromSeconds(2), token));
        await Assert.ThrowsAsync<SlackRateLimitedException>(() =>
            slack.Client.ConversationsRepliesAsync(thread, TimeSpan.FromSeconds(2), token));

        Assert.That(slack.Server.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_progress_edit_is_left_out_rather_than_queued_before_the_last_one(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        slack.Server.Then(HttpAnswers.RetryAfter("7"));

        Assert.That(await slack.Client.TryChatUpdateAsync(Edit("C1"), token), Is.False, "told to wait");
        var final = slack.Client.ChatUpdateAsync(Edit("C1"), token);
        Assert.That(await slack.Client.TryChatUpdateAsync(Edit("C1"), token), Is.False, "the lane is closed");
        Assert.That(await slack.Client.TryChatUpdateAsync(Edit("C2"), token), Is.True, "another lane is open");
        slack.Time.Advance(Seven);
        await final;

        Assert.That(await slack.Client.TryChatUpdateAsync(Edit("C1"), token), Is.True, "recovered");
        Assert.That(slack.Server.Count, Is.EqualTo(4));
    }

    [Test]
    public async Task A_progress_edit_is_not_repeated_but_its_refusal_is_told(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        slack.Server.Then(HttpAnswers.Status(503)).Then(HttpAnswers.Error("message_not_found"));

        Assert.That(await slack.Client.TryChatUpdateAsync(Edit("C1"), token), Is.False);
        await Assert.ThrowsAsync<SlackApiException>(() => slack.Client.TryChatUpdateAsync(Edit("C1"), token));

        Assert.That(slack.Server.Count, Is.EqualTo(2));
    }

    [Test]
    public async Task Limits_are_counted_by_method(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        using var counted = new CounterReading(slack.Meters, "slack.api.rate_limited.total");
        slack.Server.Then(HttpAnswers.RetryAfter("7")).Then(HttpAnswers.RetryAfter("7"));

        await slack.Client.TryChatUpdateAsync(Edit("C1"), token);
        await Assert.ThrowsAsync<SlackRateLimitedException>(() => slack.Client.UsersInfoAsync("U1", TimeSpan.Zero, token));

        Assert.That(counted.Sums, Is.EqualTo(new Dictionary<string, long> { ["chat.update"] = 1, ["users.info"] = 1 }));
    }

    private static ChatPostMessage Post(string channel, string text) => new() { Channel = channel, Text = text };

    private static ChatUpdate Edit(string channel) => new() { Channel = channel, Ts = "1.2", Text = "edit" };

    private static async Task<string?[]> TextsAsync(ScriptedSlack slack, int count)
    {
        var texts = new string?[count];
        for (var i = 0; i < count; i++)
        {
            var body = (await slack.Server.NextAsync()).Body;
            texts[i] = System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("text").GetString();
        }
        return texts;
    }
}
