using Microsoft.Extensions.AI;

namespace JamieDaemon.Telemetry;

/// <summary>Finds what a model says of its own work, mostly in its last update.</summary>
public static class ModelUsage
{
    public static UsageDetails? In(ChatResponseUpdate update)
    {
        // By number: the list is an interface, whose enumerator would be an object for every word of an answer.
        for (var i = 0; i < update.Contents.Count; i++)
        {
            if (update.Contents[i] is UsageContent usage) return usage.Details;
        }

        return null;
    }
}
