using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Slack.CatchUp;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>What is asked while Jamie has no socket, or is not there at all, and Slack never delivers, or delivers as well.</summary>
public sealed class MissedWhileAwayTests : IDisposable
{
    private const string Late = "I was away from";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task What_is_asked_while_there_is_no_socket_is_answered_late_once()
    {
        await using var jamie = await StartAsync(Forgetful());
        var before = jamie.Slack.Mention("general", "oncall", "before?");
        await jamie.WhenAnsweredAsync(before, IsAnswer("before?"));
        await GoDeafAsync(jamie);

        var mention = jamie.Slack.Mention("general", "oncall", "what is a canary?");
        var inThread = jamie.Slack.Mention("general", "developer", "and what of this?", before);
        var reply = jamie.Slack.Say("general", "oncall", "and without a name?", before);
        var direct = jamie.Slack.DirectMessage("oncall", "in private?");
        jamie.Slack.Say("general", "oncall", "I talk to others");
        var others = jamie.Slack.Say("general", "oncall", "a thread of others");
        jamie.Slack.Say("general", "developer", "indeed", others);
        jamie.Slack.PostAsOtherBot("general", $"<@{jamie.Slack.Team.BotUserId}> said a bot");
        var deleted = jamie.Slack.Mention("general", "oncall", "never mind?");
        jamie.Slack.DeleteMessage("general", deleted);
        var edited = jamie.Slack.Mention("general", "oncall", "what is a bluebird?");
        jamie.Slack.EditMessage("general", edited, $"<@{jamie.Slack.Team.BotUserId}> what is a robin?");
        jamie.Slack.Mention("incidents", "oncall", "shall I be stopped?");
        jamie.Slack.Mention("incidents", "oncall", "stop");
        var stopped = jamie.Slack.Mention("incidents", "oncall", "what of the other?");
        jamie.Slack.Mention("incidents", "oncall", "stop", stopped);
        HearAgain(jamie);

        await WhenLateAsync(jamie, mention, "what is a canary?");
        await WhenLateAsync(jamie, before, "and what of this?");
        await WhenLateAsync(jamie, before, "and without a name?");
        await WhenLateAsync(jamie, edited, "what is a robin?");
        await jamie.Slack.Messages.WhenAsync(message => message.Channel == jamie.Slack.User("oncall").DirectChannel && IsLate(message), Limits.Token);
        var page = await jamie.WhenMetricsAsync(line => line.Contains("slack_missed_questions_total 5\n", StringComparison.Ordinal), "five missed questions");
        Assert.That((inThread, reply, direct), Is.Not.EqualTo((before, before, before)));
        Assert.That(page, Does.Contain("slack_mentions_total{status=\"error\"} 0\n"));
        await jamie.WhenMetricsAsync("jamie_active_jobs{job_type=\"mention\"} 0\n");
        // Those of the incident channel: one is a question that nobody has stopped, for "stop" was said outside of its thread.
        Assert.That(Answers(jamie, stopped), Is.Empty);
        Assert.That(Answers(jamie, others), Is.Empty);
        Assert.That(Answers(jamie, before).Count(), Is.EqualTo(3));
        Assert.That(Answers(jamie, before).Count(IsLate), Is.EqualTo(2), "what was heard in time is not late");
    }

    [TestCase(0.005, TestName = "What_Slack_delivers_before_Jamie_looks_is_answered_once")]
    [TestCase(0.12, TestName = "What_Slack_delivers_after_Jamie_has_looked_is_answered_once")]
    public async Task What_Slack_delivers_as_well_is_answered_once(double timeScale)
    {
        var granted = RunningJamie.Granted();
        await using var jamie = await StartAsync(
            new SlackWorkspaceOptions { BotScopes = granted.BotScopes, BotEvents = granted.BotEvents, AppKind = granted.AppKind, TimeScale = timeScale });
        await GoDeafAsync(jamie);
        var acked = jamie.Slack.Sockets.Acks.Count;
        var ts = jamie.Slack.Mention("general", "oncall", "once?");
        HearAgain(jamie);
        await jamie.WhenAnsweredAsync(ts, IsAnswer("once?"));

        // One mention is two events.
        await jamie.Slack.Sockets.WhenAsync(sockets => sockets.Acks.Count >= acked + 2, Limits.Token);
        await Eventually.HoldsAsync(() => jamie.Slack.CallsOf("conversations.history") >= 1 && jamie.Slack.CallsOf("users.conversations") == 4);
        await jamie.WhenMetricsAsync("jamie_active_jobs{job_type=\"mention\"} 0\n");
        Assert.That(Answers(jamie, ts).Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task What_is_asked_between_two_daemons_is_answered_by_the_next_and_what_the_first_has_answered_is_not()
    {
        await using var jamie = await StartAsync(Forgetful(), "Journal:Directory=");
        var before = jamie.Slack.Mention("general", "oncall", "before?");
        await jamie.WhenAnsweredAsync(before, IsAnswer("before?"));
        await Eventually.HoldsAsync(() => Directory.EnumerateFiles(_folder.Path, "last-heard", SearchOption.AllDirectories).Any());
        string ts = "", direct = "";

        await jamie.RestartAsync(() =>
        {
            ts = jamie.Slack.Mention("general", "oncall", "is anybody there?");
            direct = jamie.Slack.DirectMessage("developer", "hello?");
        });

        await WhenLateAsync(jamie, ts, "is anybody there?");
        await jamie.Slack.Messages.WhenAsync(message => message.Channel == jamie.Slack.User("developer").DirectChannel && IsLate(message), Limits.Token);
        await jamie.WhenMetricsAsync("jamie_active_jobs{job_type=\"mention\"} 0\n");
        Assert.That(Answers(jamie, before).Count(), Is.EqualTo(1), "its answer stands in the thread");
        Assert.That(direct, Is.Not.Empty);
    }

    [Test]
    public async Task A_process_that_ends_before_it_has_looked_leaves_that_to_the_next()
    {
        await using var jamie = await StartAsync(Forgetful());
        string[] Marks() => Directory.GetFiles(_folder.Path, "last-heard", SearchOption.AllDirectories);
        await Eventually.HoldsAsync(() => Marks().Length == 1);
        var heard = await File.ReadAllTextAsync(Marks()[0], Limits.Token);

        await jamie.RestartAsync();
        await jamie.RestartAsync();

        Assert.That(await File.ReadAllTextAsync(Marks()[0], Limits.Token), Is.EqualTo(heard));
    }

    [Test]
    public async Task What_a_thread_takes_back_is_not_answered()
    {
        await using var jamie = await StartAsync(Forgetful());
        await GoDeafAsync(jamie);
        var discussed = jamie.Slack.Mention("general", "oncall", "is it DNS?");
        jamie.Slack.Say("general", "developer", "it is not", discussed);
        var takenBack = jamie.Slack.Mention("general", "oncall", "never mind?");
        jamie.Slack.Mention("general", "oncall", "stop", takenBack);
        HearAgain(jamie);

        await WhenLateAsync(jamie, discussed, "is it DNS?");
        Assert.That(Answers(jamie, takenBack), Is.Empty);
    }

    [Test]
    public async Task A_conversation_of_several_people_is_looked_through_too()
    {
        await using var jamie = await StartAsync(Forgetful());
        jamie.Slack.AddChannel(new SlackChannel("", "mpdm-oncall--developer--jamie-1") { IsGroupDirect = true });
        await GoDeafAsync(jamie);
        var ts = jamie.Slack.Mention("mpdm-oncall--developer--jamie-1", "oncall", "between us?");
        HearAgain(jamie);
        await WhenLateAsync(jamie, ts, "between us?");
    }

    [Test]
    public async Task A_kind_of_conversation_that_may_not_be_listed_costs_that_kind_only()
    {
        var granted = RunningJamie.Granted();
        var options = new SlackWorkspaceOptions { BotScopes = granted.BotScopes.Where(scope => scope != "im:read").ToHashSet(), BotEvents = granted.BotEvents, AppKind = granted.AppKind };
        options.Faults.ForgetsUnheard = true;
        await using var jamie = await StartAsync(options);
        await GoDeafAsync(jamie);
        var ts = jamie.Slack.Mention("general", "oncall", "still?");
        HearAgain(jamie);
        await WhenLateAsync(jamie, ts, "still?");
    }

    [TestCase("Slack:CatchUp=00:00:00")]
    [TestCase("Slack:ExpectedSockets=4")]
    public async Task Where_it_is_off_or_another_replica_hears_nobody_looks(string setting)
    {
        await using var jamie = await StartAsync(Forgetful(), setting);
        await GoDeafAsync(jamie);
        jamie.Slack.Mention("general", "oncall", "lost?");
        HearAgain(jamie);
        await jamie.Slack.Sockets.WhenAsync(sockets => sockets.Open.Count > 0, Limits.Token);
        var heard = jamie.Slack.Mention("general", "oncall", "heard?");
        await jamie.WhenAnsweredAsync(heard, IsAnswer("heard?"));
        Assert.That(jamie.Services.GetServices<IHostedService>().OfType<CatchUpWorker>().Single().ExecuteTask, Has.Property(nameof(Task.IsCompletedSuccessfully)).True);
        Assert.That(jamie.Slack.CallsOf("users.conversations"), Is.Zero);
    }

    private static SlackWorkspaceOptions Forgetful()
    {
        var options = RunningJamie.Granted();
        options.Faults.ForgetsUnheard = true;
        return options;
    }

    private static async Task GoDeafAsync(RunningJamie jamie)
    {
        // A daemon that has never heard anything does not know since when it has not.
        await Eventually.HoldsAsync(() => jamie.LiveSockets == 2);
        jamie.Slack.Faults.RefusesHandshakes = true;
        jamie.Slack.Sockets.KillAll();
        await jamie.Slack.Sockets.WhenAsync(sockets => sockets.Open.Count == 0, Limits.Token);
    }

    private static void HearAgain(RunningJamie jamie) => jamie.Slack.Faults.RefusesHandshakes = false;

    private static Func<string, bool> IsAnswer(string question) => text => text.Contains("You asked", StringComparison.Ordinal) && text.Contains(question, StringComparison.Ordinal);

    private static bool IsLate(SlackMessage message) => message.Blocks?.ToString().Contains(Late, StringComparison.Ordinal) == true;

    private static Task<SlackMessage> WhenLateAsync(RunningJamie jamie, string ts, string question) =>
        jamie.Slack.Messages.WhenAsync(message => message.ThreadTs == ts && message.BotId is not null && IsAnswer(question)(message.Said) && IsLate(message), Limits.Token);

    private static IEnumerable<SlackMessage> Answers(RunningJamie jamie, string ts) =>
        jamie.Slack.Channels.SelectMany(channel => jamie.Slack.Messages.In(channel.Id)).Where(message => message.ThreadTs == ts && message.BotId is not null && message.EphemeralFor is null);

    private Task<RunningJamie> StartAsync(SlackWorkspaceOptions slack, params string[] settings) => RunningJamie.StartAsync(
        slack, settings: ["Slack:SocketStagger=00:00:00", $"Slack:StateDirectory={_folder.File(Guid.NewGuid().ToString("N"))}", .. settings]);
}
