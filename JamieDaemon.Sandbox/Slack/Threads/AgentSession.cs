namespace JamieDaemon.Sandbox.Slack.Threads;

/// <summary>The statuses of an agent session: https://docs.slack.dev/ai/agent-sessions.</summary>
internal static class AgentSession
{
    public const string Active = "active";
    public const string Processing = "processing";

    public static bool IsStatus(string status) => status is Active or Processing or "suspended" or "closed";
}
