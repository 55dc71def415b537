using JamieDaemon.Doctor;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Doctor;

public sealed class ExaminationTests
{
    [Test]
    public async Task What_hangs_or_breaks_is_a_row_and_holds_up_no_other()
    {
        using var never = new ManualResetEventSlim();
        var time = new ManualTimeProvider();
        var examination = new Examination(time, TimeSpan.FromSeconds(6)).RunAsync(
        [
            new Checkup("deaf", _ => new TaskCompletionSource<Finding>().Task),
            new Checkup("blocked", _ =>
            {
                never.Wait(CancellationToken.None);
                return Task.FromResult(Finding.Ok("blocked", ""));
            }),
            new Checkup("broken", _ => throw new InvalidCastException("oops")),
            new Checkup("well", _ => Task.FromResult(Finding.Ok("well", "fine"))),
        ]);
        await Eventually.HoldsAsync(() => time.TimerCount == 2);
        time.Advance(TimeSpan.FromSeconds(6));
        var findings = await examination.WaitAsync(Limits.Token);
        never.Set();
        Assert.That(findings.Select(finding => (finding.Name, finding.State)), Is.EqualTo(new[]
        {
            ("deaf", FindingState.Fail), ("blocked", FindingState.Fail), ("broken", FindingState.Unknown), ("well", FindingState.Ok),
        }));
        Assert.That(findings[0].Found, Is.EqualTo("no answer within 6 s"));
        Assert.That(findings[2].Found, Does.Contain("InvalidCastException: oops"));
    }

    [Test]
    public void Nothing_of_a_secret_and_nothing_that_steers_a_terminal_is_printed()
    {
        var discretion = new Discretion(["s3cret-of-ollama", null, "", "a"]);
        var told = discretion.Of(Finding.Fail("ollama", "a header s3cret-of-ollama\n\u001b[31m and xoxb-1-2", "send s3cret-of-ollama"));
        Assert.That(told.Found, Is.EqualTo("a header [redacted]  [31m and [redacted]"));
        Assert.That(told.Fix, Is.EqualTo("send [redacted]"));
    }

    [Test]
    public void A_problem_of_the_settings_is_split_into_what_is_wrong_and_what_to_do()
    {
        var rows = new SettingFindings(["Slack:Command is empty. Set it to the app's slash command.", "Ollama:NumCtx must be a whole number."]);
        Assert.That(rows.Rows().Select(row => (row.State, row.Found, row.Fix?[..6])), Is.EqualTo(new[]
        {
            (FindingState.Fail, "Slack:Command is empty.", "Set it"), (FindingState.Fail, "Ollama:NumCtx must be a whole number.", "Mend i"),
        }));
        Assert.That((rows.IsRight("Slack:Command"), rows.IsRight("Slack:BotToken")), Is.EqualTo((false, true)));
        Assert.That(new SettingFindings([]).Rows().Single().State, Is.EqualTo(FindingState.Ok));
    }

    private sealed class Checkup(string name, Func<CancellationToken, Task<Finding>> look) : ICheckup
    {
        public string Name => name;

        public Task<Finding> LookAsync(CancellationToken cancellationToken) => look(cancellationToken);
    }
}
