namespace JamieDaemon.Slack.Json;

/// <summary>How deep Slack's JSON may nest, in what is passed over too.</summary>
internal static class JsonDepth
{
    /// <summary>.NET's own limit of 64 is there for readers that recurse; here none does, and beyond it a whole page would be lost for one field.</summary>
    public const int Most = 1000;
}
