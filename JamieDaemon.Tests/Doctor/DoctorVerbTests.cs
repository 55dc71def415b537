using System.Net;
using System.Net.Sockets;
using System.Text;
using JamieDaemon.Journal;
using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Docs;
using JamieDaemon.Tests.EndToEnd;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Doctor;

/// <summary>The verb between a real workspace and a real model, with one thing broken at a time.</summary>
public sealed class DoctorVerbTests
{
    [Test]
    public async Task Where_all_is_well_nothing_fails_and_every_row_stands_in_the_documentation()
    {
        await using var place = await DoctorUnderTest.StartAsync();
        var says = await place.ExamineAsync();

        Assert.That((says.Code, says.Failing), Is.EqualTo((0, Array.Empty<string>())));
        Assert.That(says.Rows.Where(row => row.State == "unknown").Select(row => row.Name), Is.EqualTo(new[] { "window" }), "the model is not loaded");
        Assert.That(says.Rows.Select(row => row.Name), Is.EqualTo(new MarkdownPage("docs/operations.md").Table("Doctor").Select(row => row[0])));
        Assert.That(Directory.Exists(place.File("journal")), Is.False, "it would belong to whoever asks");
    }

    [Test]
    public async Task Once_the_model_is_loaded_its_window_is_known()
    {
        await using var place = await DoctorUnderTest.StartAsync();
        using var http = new HttpClient();
        await LoadAsync(http, place.Model.Url, 8192);
        Assert.That((await place.ExamineAsync())["window"], Has.Property("State").EqualTo("ok").And.Property("Found").Contains("8192"));
        await LoadAsync(http, place.Model.Url, 2048);
        Assert.That((await place.ExamineAsync())["window"], Has.Property("State").EqualTo("warn").And.Property("Found").Contains("2048"));
    }

    [Test]
    public async Task A_scope_that_is_missing_is_named() =>
        await FailsAsync(await DoctorUnderTest.StartAsync(without: "files:read"), "scopes", "files:read", "JamieDaemon manifest");

    [TestCase("--Slack:BotToken=xapp-canary-swapped", "Slack:BotToken is no bot token", "xoxb-")]
    [TestCase("--Slack:AppToken=xoxb-canary-swapped", "Slack:AppToken is no app-level token", "xapp-")]
    [TestCase("--Slack:BotToken=", "Slack:BotToken is missing", "SLACK_BOT_TOKEN")]
    [TestCase("--Ollama:NumCtx=canary", "Ollama:NumCtx must be a whole number", "")]
    public async Task A_bad_setting_is_a_row_and_the_others_are_looked_at_all_the_same(string setting, string found, string fix)
    {
        var place = await DoctorUnderTest.StartAsync();
        await FailsAsync(place, "settings", found, fix, setting);
    }

    [Test]
    public async Task A_token_of_the_wrong_kind_is_sent_to_nobody()
    {
        await using var place = await DoctorUnderTest.StartAsync();
        var says = await place.ExamineAsync("--Slack:BotToken=xapp-canary-swapped");
        Assert.That(place.Slack.CallsOf("auth.test"), Is.Zero);
        Assert.That(new[] { says["bot token"].State, says["scopes"].State, says["socket mode"].State }, Is.EqualTo(new[] { "unknown", "unknown", "ok" }));
    }

    [Test]
    public async Task What_a_server_quotes_of_a_secret_is_not_printed()
    {
        var place = await DoctorUnderTest.StartAsync();
        place.Slack.Faults.Next("auth.test", ScriptedAnswer.Failure("no xoxb-canary-1234567890 nor canary-of-ollama here"));
        await FailsAsync(place, "bot token", "no [redacted] nor [redacted] here", "Install the app");
    }

    [Test]
    public async Task A_token_that_Slack_does_not_take_is_told() =>
        await FailsAsync(await DoctorUnderTest.StartAsync(), "bot token", "invalid_auth", "SLACK_BOT_TOKEN", "--Slack:BotToken=xoxb-canary-of-another-app");

    /// <summary>No page of Slack's says which error it is.</summary>
    [Test]
    public async Task Where_Socket_Mode_is_off_Slack_hands_out_no_address()
    {
        var place = await DoctorUnderTest.StartAsync();
        place.Slack.Faults.Next("apps.connections.open", ScriptedAnswer.Failure("socket_mode_is_off"));
        await FailsAsync(place, "socket mode", "socket_mode_is_off", "Switch Socket Mode on");
    }

    [Test]
    public async Task A_model_that_is_missing_is_named_with_what_is_there() =>
        await FailsAsync(await DoctorUnderTest.StartAsync(models: SandboxModel.ForChat("llama3.2")), "model", "bruno-sre is not installed; there are llama3.2:latest", "ollama pull bruno-sre");

    [Test]
    public async Task A_model_that_cannot_chat_is_told() =>
        await FailsAsync(await DoctorUnderTest.StartAsync(models: SandboxModel.ForEmbedding("bruno-sre", 8)), "model", "cannot chat", "Ollama:Model");

    [Test]
    public async Task Of_several_Ollamas_the_one_that_is_down_is_named()
    {
        var place = await DoctorUnderTest.StartAsync();
        var dead = FreePort.Find();
        await FailsAsync(place, $"ollama 127.0.0.1:{dead}", "does not answer", "Start Ollama there", $"--Ollama:Url={place.Model.Url},http://127.0.0.1:{dead}");
    }

    [TestCase("journal", "Journal:Directory")]
    [TestCase("state", "Slack:StateDirectory")]
    [TestCase("logs", "Observability:Logs:Directory")]
    public async Task A_directory_that_cannot_be_written_to_is_told_with_its_setting(string row, string setting)
    {
        var place = await DoctorUnderTest.StartAsync();
        await File.WriteAllTextAsync(place.File("file"), "");
        await FailsAsync(place, row, place.File("file"), setting, $"--{setting}={Path.Combine(place.File("file"), "below")}");
    }

    [Test]
    public async Task A_directory_that_is_there_is_left_as_it_was()
    {
        await using var place = await DoctorUnderTest.StartAsync();
        Directory.CreateDirectory(place.File("journal"));
        Assert.That((await place.ExamineAsync())["journal"].State, Is.Not.EqualTo("fail"));
        Assert.That(Directory.GetFileSystemEntries(place.File("journal")), Is.Empty);
    }

    [Test]
    public async Task A_port_that_a_stranger_holds_is_told()
    {
        await using var stranger = await ScriptedHttpServer.StartAsync();
        await FailsAsync(await DoctorUnderTest.StartAsync(), "port", "not by a Jamie", "Observability:Port", $"--Observability:Port={stranger.Url.Port}");
    }

    [Test]
    public async Task A_port_whose_holder_says_nothing_is_told_in_time()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        await FailsAsync(await DoctorUnderTest.StartAsync(), "port", "not by a Jamie", "Observability:Port", $"--Observability:Port={port}");
    }

    [TestCase(10, " s behind Slack's")]
    [TestCase(-10, " s ahead of Slack's")]
    public async Task A_clock_that_is_wrong_is_told(int minutes, string found)
    {
        var place = await DoctorUnderTest.StartAsync(time: new OtherClock(TimeSpan.FromMinutes(minutes)));
        await FailsAsync(place, "clock", found, "NTP");
    }

    [Test]
    public async Task Where_nothing_answers_two_rows_fail_and_what_hangs_on_them_is_unknown()
    {
        await using var place = await DoctorUnderTest.StartAsync();
        var says = await place.ExamineAsync($"--Slack:ApiUrl=http://127.0.0.1:{FreePort.Find()}/api/", $"--Ollama:Url=http://127.0.0.1:{FreePort.Find()}");

        Assert.That((says.Code, says.Failing), Is.EqualTo((1, new[] { "slack", "ollama" })));
        Assert.That(
            says.Rows.Where(row => row.State == "unknown").Select(row => row.Name),
            Is.EqualTo(new[] { "bot token", "scopes", "socket mode", "model", "window", "clock" }));
    }

    [Test]
    public async Task Beside_a_running_Jamie_its_port_and_its_journal_are_well_and_it_notices_nothing()
    {
        await using var jamie = await RunningJamie.StartAsync();
        var journal = jamie.Services.GetRequiredService<IOptions<JournalOptions>>().Value.Directory;
        var opened = jamie.Slack.Sockets.Opened;
        using var output = new StringWriter();
        var code = await DoctorVerb.RunAsync(
            [
                $"--Slack:ApiUrl={jamie.Slack.ApiUrl}", "--Slack:BotToken=xoxb-sandbox", "--Slack:AppToken=xapp-sandbox", $"--Ollama:Url={jamie.Model.Url}", $"--Journal:Directory={journal}",
                $"--Observability:Port={jamie.MetricsAddress.Port}", "--Observability:Address=localhost", "--Observability:Logs:Directory=", "--Slack:StateDirectory=",
            ],
            asJson: true, output, TimeProvider.System);
        var says = DoctorSays.Read(code, output.ToString());

        Assert.That((says.Code, says.Failing), Is.EqualTo((0, Array.Empty<string>())));
        Assert.That(says["port"].Found, Does.Contain("in use by a running Jamie"));
        Assert.That(says["journal"].Found, Does.Contain("in use by a running Jamie"));
        Assert.That(jamie.Slack.Sockets.Opened, Is.LessThanOrEqualTo(2).And.GreaterThanOrEqualTo(opened), "those of the daemon alone");
        var ts = jamie.Slack.Mention("general", "oncall", "are you still there?");
        await jamie.WhenAnsweredAsync(ts, text => text.Contains("still there", StringComparison.Ordinal));
    }

    [Test]
    public async Task As_a_program_it_prints_a_table_without_a_secret()
    {
        await using var place = await DoctorUnderTest.StartAsync();
        var (code, output, errors) = await DaemonProgram.RunAsync(["doctor", .. place.Settings]);
        Assert.That((code, errors), Is.EqualTo((0, "")));
        Assert.That(output, Does.Match("(?m)^ok +bot token +good for ").And.Contain("Nothing fails; ").And.Not.Contain("canary"));

        (code, output, errors) = await DaemonProgram.RunAsync(["doctor", .. place.Settings, "--Ollama:Model=none"]);
        Assert.That((code, errors), Is.EqualTo((1, "")));
        Assert.That(output, Does.Match("(?m)^fail +model +none is not installed.*\n +→ ollama pull none").And.Contain("1 of ").And.Not.Contain("canary"));
        Assert.That(place.Slack.Sockets.Opened, Is.Zero);
    }

    [Test]
    public async Task Settings_that_cannot_be_read_at_all_end_it_with_78()
    {
        using var doctor = DaemonProgram.Start(["doctor", "--json"], ("SLACK_BOT_TOKEN_FILE", "/nowhere/token"));
        var errors = await doctor.StandardError.ReadToEndAsync(Limits.Token);
        await doctor.WaitForExitAsync(Limits.Token);
        Assert.That(doctor.ExitCode, Is.EqualTo(78));
        Assert.That(errors, Does.Contain("/nowhere/token"));
    }

    private static async Task FailsAsync(DoctorUnderTest place, string row, string found, string fix, params string[] settings)
    {
        await using (place)
        {
            var says = await place.ExamineAsync(settings);
            Assert.That((says.Code, says.Failing), Is.EqualTo((1, new[] { row })), string.Join('\n', says.Rows));
            Assert.That(says[row].Found, Does.Contain(found));
            Assert.That(says[row].Fix, Is.Not.Empty.And.Contain(fix));
        }
    }

    private static async Task LoadAsync(HttpClient http, Uri ollama, int window)
    {
        using var body = new StringContent($$"""{"model":"bruno-sre","messages":[],"stream":false,"options":{ "num_ctx":{{window}} } }""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(ollama, "api/chat"), body, Limits.Token);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    /// <summary>Real time, told wrong.</summary>
    private sealed class OtherClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
