namespace JamieDaemon.Slack;

/// <summary>What is different in one channel: section <c>Slack:Channels:&lt;channel id&gt;</c>. Whatever is not set is as everywhere.</summary>
public sealed class ChannelOptions
{
    /// <summary>Who the model is told to be there.</summary>
    public string? SystemPrompt { get; set; }

    /// <summary>Which model answers there.</summary>
    public string? Model { get; set; }

    /// <summary>Sampling temperature there, from 0 to 2.</summary>
    public float? Temperature { get; set; }

    /// <summary>Which messages are questions there.</summary>
    public ListeningMode? Listen { get; set; }
}
