using System.Diagnostics;
using OpenTelemetry;

namespace JamieDaemon.Observability.Traces;

/// <summary>Sees that no span leaves with a secret in its address. It stands in front of every destination.</summary>
/// <remarks>
/// Calls to secret addresses are not traced to begin with (<c>NetworkHandlers.CreateUntraced</c>): this is for the one that somebody forgets.
/// The platform's own spans lose their query only.
/// </remarks>
public sealed class ScrubbingProcessor : BaseProcessor<Activity>
{
    private static readonly string[] Addresses = ["url.full", "url.path", "url.query", "http.url", "server.address"];

    public override void OnEnd(Activity data)
    {
        foreach (var name in Addresses)
        {
            if (data.GetTagItem(name) is string address && UrlScrubber.Scrub(address) is var scrubbed && !ReferenceEquals(scrubbed, address))
                data.SetTag(name, scrubbed);
        }
    }
}
