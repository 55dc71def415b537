using System.Text.Json;
using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.EndToEnd;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Doctor;

/// <summary>Everything that the doctor looks at, on loopback and all well, with tokens that must be seen nowhere.</summary>
internal sealed class DoctorUnderTest : IAsyncDisposable
{
    private const string BotToken = "xoxb-canary-1234567890";
    private const string AppToken = "xapp-canary-1234567890";
    private readonly TempFolder _folder = new();

    private DoctorUnderTest(SlackWorkspace slack, ModelServer model) => (Slack, Model) = (slack, model);

    public SlackWorkspace Slack { get; }

    public ModelServer Model { get; }

    public int Port { get; } = FreePort.Find();

    public string[] Settings =>
    [
        $"--Slack:ApiUrl={Slack.ApiUrl}", $"--Slack:BotToken={BotToken}", $"--Slack:AppToken={AppToken}", $"--Ollama:Url={Model.Url}",
        $"--Ollama:Authorization=Bearer canary-of-ollama", $"--Observability:Port={Port}", "--Observability:Address=localhost", $"--Observability:Logs:Directory={File("logs")}",
        $"--Slack:StateDirectory={File("state")}", $"--Journal:Directory={File("journal")}",
    ];

    /// <param name="without">A scope that the workspace does not grant.</param>
    /// <param name="time">Slack's clock.</param>
    /// <param name="models">Those of Ollama.</param>
    public static async Task<DoctorUnderTest> StartAsync(string? without = null, TimeProvider? time = null, params SandboxModel[] models)
    {
        var granted = RunningJamie.Granted();
        var slack = await SlackWorkspace.StartAsync(
            new SlackWorkspaceOptions
            {
                BotToken = BotToken,
                AppToken = AppToken,
                BotScopes = granted.BotScopes.Where(scope => scope != without).ToHashSet(),
                Time = time ?? TimeProvider.System,
            },
            Limits.Token);
        var options = new ModelServerOptions { TokenDelay = TimeSpan.Zero };
        return new(slack, await ModelServer.StartAsync(models is [] ? options : options with { Models = models }, Limits.Token));
    }

    public string File(string name) => _folder.File(name);

    /// <summary>Examines with other settings as well; the last word counts.</summary>
    public async Task<DoctorSays> ExamineAsync(params string[] settings)
    {
        using var output = new StringWriter();
        var code = await DoctorVerb.RunAsync([.. Settings, .. settings], asJson: true, output, TimeProvider.System);
        Assert.That(Slack.Sockets.Opened, Is.Zero, "it would take events from a running Jamie");
        return DoctorSays.Read(code, output.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await Model.DisposeAsync();
        await Slack.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>What it has said.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Rows">Its rows.</param>
internal sealed record DoctorSays(int Code, IReadOnlyList<DoctorSays.Row> Rows)
{
    public IEnumerable<string> Failing => Rows.Where(row => row.State == "fail").Select(row => row.Name);

    public Row this[string name] => Rows.First(row => row.Name == name);

    public static DoctorSays Read(int code, string output)
    {
        Assert.That(output, Does.Not.Contain("canary"), "a secret");
        using var json = JsonDocument.Parse(output);
        return new(code, [.. json.RootElement.GetProperty("checks").EnumerateArray().Select(row => new Row(
            row.GetProperty("name").GetString()!, row.GetProperty("state").GetString()!, row.GetProperty("found").GetString()!, row.GetProperty("fix").GetString()))]);
    }

    internal sealed record Row(string Name, string State, string Found, string? Fix);
}
