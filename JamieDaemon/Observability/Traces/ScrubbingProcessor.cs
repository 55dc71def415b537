using System.Diagnostics;
using JamieDaemon.Telemetry;
using OpenTelemetry;

namespace JamieDaemon.Observability.Traces;

/// <summary>Sees that no span leaves with a secret in its address or in any other attribute. It stands in front of every destination.</summary>
/// <remarks>
/// Calls to secret addresses are not traced to begin with (<c>NetworkHandlers.CreateUntraced</c>): this is for the one that somebody forgets.
/// The platform's own spans lose their query only.
/// </remarks>
public sealed class ScrubbingProcessor : BaseProcessor<Activity>
{
    private static readonly string[] Addresses = ["url.full", "url.path", "url.query", "http.url", "server.address"];

    public override void OnEnd(Activity data)
    {
        // What others answer with becomes attributes too: Slack's word for an error, a model's name.
        foreach (ref readonly var tag in data.EnumerateTagObjects())
        {
            if (tag.Value is not string text) continue;
            var scrubbed = Array.IndexOf(Addresses, tag.Key) >= 0 ? UrlScrubber.Scrub(text) : SecretRedactor.Redact(text);
            if (!ReferenceEquals(scrubbed, text)) data.SetTag(tag.Key, scrubbed);
        }
    }
}
