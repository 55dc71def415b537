using JamieDaemon.Hosting;
using JamieDaemon.Journal;
using JamieDaemon.Observability;
using JamieDaemon.Ollama;
using JamieDaemon.Slack;

namespace JamieDaemon.Doctor;

/// <summary>What the checkups go by: the settings as far as they can be read, and what is wrong with the others.</summary>
internal sealed record DoctorSettings(
    SettingFindings Findings, SlackOptions Slack, OllamaOptions Ollama, JournalOptions Journal, ObservabilityOptions Observability, NetworkOptions Network)
{
    public Uri? Api => Findings.IsRight("Slack:ApiUrl") && SlackOrigin.AllowsApi(Slack.ApiUrl) ? Slack.ApiUrl : null;

    public string? BotToken => Findings.IsRight("Slack:BotToken") ? Slack.BotToken : null;

    public string? AppToken => Findings.IsRight("Slack:AppToken") ? Slack.AppToken : null;

    /// <summary>Every Ollama that is named and whose address can be read.</summary>
    public IReadOnlyList<Uri> Ollamas =>
        [.. Ollama.Url.Split(',').Select(static text => OllamaUrl.TryParse(text, out var url) ? url : null).OfType<Uri>()];

    /// <summary>None of it may be printed.</summary>
    public IReadOnlyList<string?> Secrets =>
        [Slack.BotToken, Slack.AppToken, Ollama.Authorization, Ollama.Authorization?.Split(' ')[^1], Observability.Logfire.Token];

    public static DoctorSettings Read(IConfiguration configuration, IReadOnlyList<string> problems) => new(
        new SettingFindings(problems),
        SettingProblems.Readable<SlackOptions>(configuration),
        SettingProblems.Readable<OllamaOptions>(configuration),
        SettingProblems.Readable<JournalOptions>(configuration),
        SettingProblems.Readable<ObservabilityOptions>(configuration),
        SettingProblems.Readable<NetworkOptions>(configuration));
}
