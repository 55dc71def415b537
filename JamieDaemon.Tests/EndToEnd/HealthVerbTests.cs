using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using JamieDaemon.Doctor;
using JamieDaemon.Observability.Endpoint;
using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;
using Microsoft.AspNetCore.Http;
using NUnit.Framework.Constraints;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>The verb <c>health</c>, as a probe runs it.</summary>
public sealed class HealthVerbTests
{
    [Test]
    public async Task Beside_a_Jamie_that_is_well_every_question_is_answered_with_0()
    {
        await using var jamie = await RunningJamie.StartAsync(settings: ["Observability:HealthInterval=00:00:01"]);
        await Eventually.HoldsAsync(async () => (await AskAsync(jamie.MetricsAddress.Port)).Output.StartsWith("healthy: Jamie ", StringComparison.Ordinal));
        Assert.That((await AskAsync(jamie.MetricsAddress.Port)).Code, Is.Zero);
        Assert.That(await AskAsync(jamie.MetricsAddress.Port, ObservabilityRoutes.Ready), Says(0, "ready"));
        Assert.That(await AskAsync(jamie.MetricsAddress.Port, ObservabilityRoutes.Live), Says(0, "live: "));
    }

    [Test]
    public async Task A_Jamie_that_does_not_hear_is_alive_and_not_well()
    {
        await using var jamie = await RunningJamie.StartAsync(settings: ["Observability:HealthInterval=00:00:01", "Slack:Sockets=1"]);
        await Eventually.HoldsAsync(async () => (await AskAsync(jamie.MetricsAddress.Port)).Code == 0);
        jamie.Slack.Faults.Next("apps.connections.open", ScriptedAnswer.Failure("invalid_auth"));
        jamie.Slack.Sockets.KillAll();
        await Eventually.HoldsAsync(async () => await AskAsync(jamie.MetricsAddress.Port) is (1, var line) && line.StartsWith("unhealthy: ", StringComparison.Ordinal));
        Assert.That(await AskAsync(jamie.MetricsAddress.Port, ObservabilityRoutes.Ready), Says(1, "not ready; slack is unhealthy"));
        Assert.That((await AskAsync(jamie.MetricsAddress.Port, ObservabilityRoutes.Live)).Code, Is.Zero);
    }

    [Test]
    public async Task For_programs_it_prints_what_was_answered()
    {
        await using var jamie = await RunningJamie.StartAsync();
        await Eventually.HoldsAsync(async () =>
        {
            var (_, output) = await AskAsync(jamie.MetricsAddress.Port, json: true);
            using var json = JsonDocument.Parse(output);
            return json.RootElement.GetProperty("components").TryGetProperty("slack", out _);
        });
    }

    [TestCase(false, "no answer from 127.0.0.1:")]
    [TestCase(true, """{"status":"no_answer","description":"no answer from 127.0.0.1:""")]
    public async Task Where_nobody_listens_that_is_said(bool json, string expected)
    {
        var (code, output) = await AskAsync(FreePort.Find(), json: json);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.StartWith(expected).And.Contain("Is Jamie running"));
        if (json) Assert.That(() => JsonDocument.Parse(output).Dispose(), Throws.Nothing);
    }

    [Test]
    public async Task Somebody_elses_answer_is_not_taken_for_Jamies()
    {
        await using var other = await ScriptedHttpServer.StartAsync();
        other.Then(context => context.Response.WriteAsync("""{"status":"UP"}"""));
        Assert.That(await AskAsync(other.Url.Port), Says(1, $"no Jamie answers at 127.0.0.1:{other.Url.Port} (status 200)"));
    }

    [Test]
    public async Task A_process_that_hangs_is_not_waited_for()
    {
        using var hung = new TcpListener(IPAddress.Loopback, 0);
        hung.Start();
        var time = new ManualTimeProvider();
        var asking = AskAsync(((IPEndPoint)hung.LocalEndpoint).Port, ObservabilityRoutes.Live, time: time);
        await time.WaitForTimerAsync(HttpLook.Limit);
        time.Advance(HttpLook.Limit);
        var (code, output) = await asking;
        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain("no answer within 4 s"));
    }

    [Test]
    public async Task Of_the_settings_only_the_port_has_to_be_right()
    {
        using var daemon = DaemonProgram.Start(
            ["health", "--Answering:Workers=0", $"--Observability:Port={FreePort.Find()}"], ("SLACK_BOT_TOKEN_FILE", "/there/is/no/such/file"), ("HTTP_PROXY", "http://127.0.0.1:1"));
        var output = await daemon.StandardOutput.ReadToEndAsync(Limits.Token);
        await daemon.WaitForExitAsync(Limits.Token);
        Assert.That(daemon.ExitCode, Is.EqualTo(1));
        Assert.That(output, Does.Contain("Connection refused"));
    }

    [TestCase("70000")]
    [TestCase("nine")]
    public async Task A_port_that_is_none_is_a_wrong_setting(string port)
    {
        var (code, _, error) = await DaemonProgram.RunAsync("health", $"--Observability:Port={port}");
        Assert.That((code, error), Is.EqualTo((78, "Observability:Port must be a whole number from 1 to 65535.\n")));
    }

    [Test]
    public async Task Two_questions_at_once_are_one_too_many()
    {
        var (code, _, error) = await DaemonProgram.RunAsync("health", "--live", "--ready");
        Assert.That(code, Is.EqualTo(64));
        Assert.That(error, Does.StartWith("Give --live or --ready"));
    }

    private static PredicateConstraint<(int Code, string Output)> Says(int code, string beginning) => new(said => said.Code == code && said.Output.StartsWith(beginning, StringComparison.Ordinal));

    private static async Task<(int Code, string Output)> AskAsync(int port, string route = ObservabilityRoutes.Health, bool json = false, TimeProvider? time = null)
    {
        await using var output = new StringWriter();
        var code = await HealthVerb.RunAsync([$"--Observability:Port={port}"], route, json, output, time ?? TimeProvider.System);
        return (code, output.ToString());
    }
}
