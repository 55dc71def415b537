namespace JamieDaemon.Telemetry;

/// <summary>The words for kinds of work in labels and in the names of spans (<c>slack.handle_mention</c>).</summary>
public static class JobType
{
    public const string Mention = "mention";
    public const string SlashCommand = "slash_command";
    public const string DirectMessage = "direct_message";

    /// <summary>Somebody opened the Home tab. It is no question: no counter counts it as a job.</summary>
    public const string Home = "app_home_opened";

    /// <summary>All else that is done without the model. It is no question either.</summary>
    public const string Notice = "notice";

    /// <summary>Questions, which are what the job metrics count.</summary>
    public static IReadOnlyList<string> Questions { get; } = [Mention, SlashCommand, DirectMessage];
}
