namespace JamieDaemon.Sandbox.Slack;

/// <summary>What the manifest's features make of the app.</summary>
public enum SlackAppKind
{
    /// <summary>Neither view: a bot like any other.</summary>
    Plain,

    /// <summary>The older <c>assistant_view</c>: threads of their own in the app's direct message.</summary>
    Assistant,

    /// <summary>The <c>agent_view</c> of 2026: sessions, a native Stop, prompts in the Messages tab.</summary>
    Agent,
}
