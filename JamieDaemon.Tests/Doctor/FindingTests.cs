using System.Net.Sockets;
using System.Text;
using JamieDaemon.Doctor;
using JamieDaemon.Ollama;
using JamieDaemon.Slack;

namespace JamieDaemon.Tests.Doctor;

/// <summary>The decisions, without anything to look at.</summary>
public sealed class FindingTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Uri Slack = new("https://slack.com/api/");
    private static readonly Uri Ollama = new("http://gpu:11434/");

    [TestCase(null, "Unknown", "x-oauth-scopes")]
    [TestCase("", "Fail", "missing: a, b")]
    [TestCase("a", "Fail", "missing: b")]
    [TestCase("b, a", "Ok", "all 2")]
    [TestCase("identify,a,b", "Ok", "all 2")]
    [TestCase("a,b,admin", "Warn", "more than Jamie needs: admin")]
    public void Scopes(string? granted, string state, string found) => Is(ScopesCheckup.Judge(granted, ["a", "b"]), state, found);

    [TestCase(0, "Ok", "as Slack's")]
    [TestCase(-5, "Ok", "as Slack's")]
    [TestCase(6, "Warn", "6 s ahead of Slack's")]
    [TestCase(-59, "Warn", "59 s behind Slack's")]
    [TestCase(60, "Fail", "60 s ahead of Slack's")]
    [TestCase(-600, "Fail", "600 s behind Slack's")]
    public void Clock(int ahead, string state, string found) => Is(ClockCheckup.Judge(TimeSpan.FromSeconds(ahead), "Slack"), state, found);

    [TestCase(8192, null, null, "Unknown", "once it is loaded")]
    [TestCase(8192, 32768, null, "Unknown", "once it is loaded")]
    [TestCase(8192, 4096, null, "Fail", "the model has 4096")]
    [TestCase(8192, 32768, 0, "Unknown", "does not say")]
    [TestCase(8192, 32768, 4096, "Warn", "loaded with 4096")]
    [TestCase(8192, 32768, 8192, "Ok", "8192 tokens")]
    [TestCase(8192, null, 16384, "Ok", "16384 tokens")]
    public void Window(int wanted, int? trained, int? loaded, string state, string found) => Is(
        WindowCheckup.Judge("window", wanted, trained, loaded is null ? null : new OllamaRunningModel("m", null, loaded == 0 ? null : loaded)), state, found);

    [TestCase("other:latest", "completion", "Fail", "not installed; there are other:latest")]
    [TestCase("", "", "Fail", "not installed; there is none")]
    [TestCase("BRUNO-SRE:latest", "completion,vision", "Ok", "can do completion, vision")]
    [TestCase("bruno-sre:latest", "", "Ok", "does not say")]
    [TestCase("bruno-sre:latest", "embedding", "Fail", "cannot chat")]
    public void Model(string installed, string can, string state, string found) => Is(
        ModelCheckup.Judge("model", "bruno-sre", Words(installed), new OllamaModelDetails(Words(can), null)), state, found);

    [TestCase(63L << 20, "Fail", "63 MiB free")]
    [TestCase(1023L << 20, "Warn", "1023 MiB free")]
    [TestCase(3L << 29, "Ok", "1.5 GiB free")]
    public void Room(long free, string state, string found) => Is(DirectoryCheckup.Judge("journal", "/var/lib/jamie/journal", "", free, "questions are refused"), state, found);

    [Test]
    public void What_a_full_disk_costs_is_said_of_each_directory() =>
        Assert.That(DirectoryCheckup.Judge("logs", "/var/log/jamie", "", free: 0, "lines are lost").Fix, Does.EndWith("/var/log/jamie: lines are lost."));

    [TestCase(SocketError.AccessDenied, "", "Fail", "may not be opened")]
    [TestCase(SocketError.AddressAlreadyInUse, "{\"status\":\"healthy\",\"version\":\"1.2\",\"uptime_seconds\":1.5,\"telemetry_enabled\":true}", "Ok", "says it is healthy (version 1.2)")]
    [TestCase(SocketError.AddressAlreadyInUse, "{\"status\":\"ok\"}", "Fail", "not by a Jamie")]
    [TestCase(SocketError.AddressAlreadyInUse, "[1]", "Fail", "not by a Jamie")]
    [TestCase(SocketError.AddressAlreadyInUse, "<html>", "Fail", "not by a Jamie")]
    public void Port(SocketError refusal, string health, string state, string found) =>
        Is(PortCheckup.Judge(9090, refusal, Said(health)), state, found);

    [TestCase("10 20", "Ok", "2 of Network:ExtraCaFile")]
    [TestCase("100 200", "Ok", "until 2026-09-09")]
    [TestCase("20", "Warn", "ends 2026-06-21")]
    [TestCase("-1 200", "Warn", "one of 2")]
    [TestCase("-9 -1", "Fail", "the last ended 2026-05-31")]
    public void Authorities(string days, string state, string found)
    {
        var ends = days.Split(' ').Select(day => Now.AddDays(double.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));
        if (days == "10 20") ends = ends.Select(end => end.AddYears(1));
        Is(AuthorityCheckup.Judge([.. ends], Now), state, found);
    }

    [TestCase("wss://wss-primary.slack.com/link/?ticket=canary", "Ok", "wss-primary.slack.com (not dialled")]
    [TestCase("wss://evil.example/link/?ticket=canary", "Fail", "evil.example")]
    [TestCase(null, "Fail", "none")]
    public void Address_of_a_socket(string? address, string state, string found)
    {
        var finding = SocketModeCheckup.Judge(address is null ? null : new Uri(address), new SlackOrigin(Slack));
        Is(finding, state, found);
        Assert.That(finding.ToString(), Does.Not.Contain("canary"));
    }

    [Test]
    public void Who_cannot_reach_Slack_is_told_what_stands_in_the_way() => Assert.Multiple(() =>
    {
        var proxy = new Uri("http://proxy:3128");
        Fix(HttpTroubleKind.Name, null, "name server");
        Fix(HttpTroubleKind.Late, null, "firewall allow slack.com:443");
        Fix(HttpTroubleKind.Encryption, null, "Network:ExtraCaFile");
        Fix(HttpTroubleKind.Connection, proxy, "proxy:3128 allow CONNECT");
        Is(SlackCheckup.Judge(Said("{\"ok\":false,\"error\":\"unknown_method\"}"), Slack, null), "Ok", "slack.com answers");
        Is(SlackCheckup.Judge(Said("<html>blocked"), Slack, null), "Fail", "is not Slack (HTTP 200)");
        Is(SlackCheckup.Judge(Said("") with { Status = 503 }, Slack, null), "Fail", "HTTP 503");
        Is(SlackCheckup.Judge(Said("") with { Status = 429 }, Slack, null), "Ok", "answers");

        static void Fix(HttpTroubleKind kind, Uri? proxy, string fix) => Assert.That(
            SlackCheckup.Judge(new HttpAnswer { Trouble = new HttpTrouble(kind, "x") }, Slack, proxy).Fix, Does.Contain(fix));
    });

    [Test]
    public void What_Slack_cannot_say_now_is_unknown_and_not_wrong() => Assert.Multiple(() =>
    {
        var yes = Said("{\"ok\":true}");
        Assert.That(SlackRefusal.Of("t", yes, yes, "f"), NUnit.Framework.Is.Null);
        Is(SlackRefusal.Of("t", yes, Said("{\"ok\":false,\"error\":\"ratelimited\"}") with { Status = 429 }, "f")!, "Unknown", "not now");
        Is(SlackRefusal.Of("t", yes, Said("{\"ok\":false,\"error\":\"new_error\"}"), "f")!, "Fail", "new_error");
        Is(SlackRefusal.Of("t", yes, HttpAnswer.NotTried("see settings"), "f")!, "Unknown", "see settings");
        Is(SlackRefusal.Of("t", yes, new HttpAnswer { Trouble = new(HttpTroubleKind.Late, "no answer") }, "f")!, "Fail", "no answer");
    });

    [TestCase(401, "Ollama:Authorization")]
    [TestCase(404, "address before /api")]
    public void Who_answers_for_Ollama_without_being_it_is_told(int status, string fix) =>
        Assert.That(OllamaCheckup.Judge("ollama", Ollama, Said("") with { Status = status }, null), Has.Property("State").EqualTo(FindingState.Fail).And.Property("Fix").Contains(fix));

    private static HttpAnswer Said(string body) => new() { Status = 200, Body = Encoding.UTF8.GetBytes(body) };

    private static string[] Words(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static void Is(Finding finding, string state, string found)
    {
        Assert.That((finding.State.ToString(), finding.Found), NUnit.Framework.Is.EqualTo((state, finding.Found)), finding.ToString());
        Assert.That(finding.Found, Does.Contain(found));
        Assert.That(finding.Fix is null, NUnit.Framework.Is.EqualTo(state is "Ok" or "Unknown"), "what is to be seen to has a fix");
    }
}
