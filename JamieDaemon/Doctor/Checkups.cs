using System.Net.Http.Headers;
using JamieDaemon.Hosting;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Manifest;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Doctor;

/// <summary>All that is looked at with these settings, in the order of the report.</summary>
internal sealed class Checkups : IDisposable
{
    private readonly HttpClient _outside;
    private readonly HttpClient _inside = HttpLook.Client(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    public Checkups(DoctorSettings settings, TimeProvider time)
    {
        var hasAuthorities = settings.Findings.IsRight("Network:ExtraCaFile");
        var network = new NetworkHandlers(Options.Create(hasAuthorities ? settings.Network : new NetworkOptions()), HttpClient.DefaultProxy);
        // Untraced: nobody listens, and no id of a trace is to go to Slack.
        _outside = HttpLook.Client(network.CreateUntraced());
        _outside.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue(JamieTelemetry.ServiceName, JamieTelemetry.ServiceVersion));

        var look = new HttpLook(_outside, time);
        var api = settings.Api;
        var slack = new SlackLook(look, api, settings.BotToken, settings.AppToken);
        var ollamas = settings.Ollamas.Select(address => new OllamaLook(look, address, settings.Ollama.Model, settings.Ollama.Authorization)).ToList();
        IReadOnlyList<Uri> destinations = [.. api is null ? [] : new[] { api }, .. ollamas.Select(static ollama => ollama.Address)];
        All =
        [
            new ProxyCheckup(ProxyFor, destinations),
            new AuthorityCheckup(settings.Network.ExtraCaFile, hasAuthorities, time),
            new SlackCheckup(slack, api, api is null ? null : ProxyFor(api)),
            new BotTokenCheckup(slack),
            new ScopesCheckup(slack, SlackManifest.Build(settings.Slack).OauthConfig.Scopes.Bot),
            new SocketModeCheckup(slack, api is null ? null : new SlackOrigin(api)),
            .. OfOllama(settings, ollamas),
            .. OfThisMachine(settings, new HttpLook(_inside, time)),
            new ClockCheckup(slack, ollamas),
        ];
    }

    public IReadOnlyList<ICheckup> All { get; }

    public void Dispose()
    {
        _outside.Dispose();
        _inside.Dispose();
    }

    private static IEnumerable<ICheckup> OfOllama(DoctorSettings settings, List<OllamaLook> ollamas)
    {
        if (ollamas.Count == 0) yield return new UnknownCheckup("ollama", "Ollama:Url must be mended first: see settings");
        foreach (var ollama in ollamas)
        {
            var whose = ollamas.Count == 1 ? "" : $" {ollama.Address.Host}:{ollama.Address.Port}";
            yield return new OllamaCheckup(ollama, $"ollama{whose}");
            yield return new ModelCheckup(ollama, $"model{whose}");
            yield return new WindowCheckup(ollama, settings.Ollama.NumCtx, $"window{whose}");
        }
    }

    private static IEnumerable<ICheckup> OfThisMachine(DoctorSettings settings, HttpLook http)
    {
        var observability = settings.Observability;
        if (settings.Findings.IsRight("Journal:Directory"))
        {
            yield return new DirectoryCheckup(
                "journal", "Journal:Directory", settings.Journal.Directory, "in memory: a crash loses what was accepted and not answered", "Jamie refuses questions that it cannot keep", "journal.lock");
        }
        else
        {
            yield return new UnknownCheckup("journal", "Journal:Directory must be mended first: see settings");
        }

        yield return new DirectoryCheckup(
            "state", "Slack:StateDirectory", settings.Slack.StateDirectory, "in memory: a restart forgets which model each person has chosen", "a restart forgets what could not be written");
        yield return new DirectoryCheckup("logs", "Observability:Logs:Directory", observability.Logs.Directory, "no files", "lines are lost, answers are not");
        if (settings.Findings.IsRight("Observability:Port")) yield return new PortCheckup(http, observability.Port, observability.Address is "localhost" or "127.0.0.1");
        else yield return new UnknownCheckup("port", "Observability:Port must be mended first: see settings");
    }

    private static Uri? ProxyFor(Uri address)
    {
        var proxy = new OutboundProxy(HttpClient.DefaultProxy);
        return proxy.IsBypassed(address) ? null : proxy.GetProxy(address);
    }
}
