using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Doctor;

/// <summary>Whether Slack answers at all.</summary>
internal sealed class SlackCheckup(SlackLook slack, Uri? api, Uri? proxy) : ICheckup
{
    public string Name => "slack";

    public async Task<Finding> LookAsync(CancellationToken cancellationToken) =>
        api is null ? Finding.Unknown(Name, "Slack:ApiUrl must be mended first: see settings") : Judge(await slack.Reach, api, proxy);

    public static Finding Judge(HttpAnswer answer, Uri api, Uri? proxy)
    {
        const string name = "slack";
        if (answer.Trouble is { } trouble) return Finding.Fail(name, $"{api.Host} does not answer: {trouble.Words}", FixOf(trouble.Kind, api, proxy));
        if (answer.Status >= 500) return Finding.Fail(name, $"{api.Host} answers with HTTP {answer.Status}", "Try again in a minute. https://slack-status.com tells of Slack's own trouble.");
        if (answer.Status != 429 && answer.Read(SlackWebApiJsonContext.Default.SlackResponse) is null)
        {
            return Finding.Fail(
                name, $"what answers for {api.Host} is not Slack (HTTP {answer.Status})", "Have the proxy or firewall let it through (allow-list slack.com, *.slack.com and *.slack-edge.com), or mend Slack:ApiUrl.");
        }

        return Finding.Ok(name, $"{api.Host} answers in {answer.Took.TotalMilliseconds:0} ms");
    }

    private static string FixOf(HttpTroubleKind kind, Uri api, Uri? proxy) => kind switch
    {
        HttpTroubleKind.Encryption => "If a firewall breaks up TLS, name its authority in Network:ExtraCaFile (a PEM file).",
        _ when proxy is not null => $"Have the proxy {proxy.Host}:{proxy.Port} allow CONNECT to {api.Host}:{api.Port} and wss-primary.slack.com:443, or change HTTPS_PROXY.",
        HttpTroubleKind.Name => $"Mend the name server, or set HTTPS_PROXY: a proxy looks up {api.Host} itself.",
        _ => $"Have the firewall allow {api.Host}:{api.Port} and wss-primary.slack.com:443, or set HTTPS_PROXY.",
    };
}
