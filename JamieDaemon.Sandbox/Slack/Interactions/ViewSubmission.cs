namespace JamieDaemon.Sandbox.Slack.Interactions;

/// <summary>A modal a member has submitted.</summary>
public sealed class ViewSubmission : SlackInteraction
{
    internal ViewSubmission(string triggerId)
        : base(triggerId, responseUrl: null)
    {
    }

    /// <summary>What the app found wrong, by block_id; the modal stays open then. Known once acked.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; internal set; } = new Dictionary<string, string>();
}
