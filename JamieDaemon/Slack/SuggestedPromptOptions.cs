namespace JamieDaemon.Slack;

/// <summary>A question that the agent's view offers: the button's words, and what is asked.</summary>
public sealed class SuggestedPromptOptions
{
    /// <summary>As many as Slack shows.</summary>
    public const int Most = 4;

    /// <summary>What Jamie offers by itself. Slack sends a prompt as it stands, so each must make sense alone.</summary>
    public static IReadOnlyList<SuggestedPromptOptions> Defaults { get; } =
    [
        new() { Title = "What can you do?", Message = "What can you help me with, and what can you not see?" },
        new() { Title = "Help me triage", Message = "An alert is firing. Ask me what you need to know, then tell me what to check first." },
        new() { Title = "Draft an incident update", Message = "Draft a short incident update. Ask me for what you need to know." },
    ];

    public string Title { get; set; } = "";

    public string Message { get; set; } = "";

    /// <summary>The prompts that are offered with these settings.</summary>
    public static IEnumerable<SuggestedPromptOptions> Of(SlackOptions options) =>
        options.SuggestedPrompts is { Count: > 0 } chosen ? chosen : Defaults;
}
