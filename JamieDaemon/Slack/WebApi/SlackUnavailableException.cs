namespace JamieDaemon.Slack.WebApi;

/// <summary>Passing: Slack could not be reached or could not answer, and nothing remains to be tried now.</summary>
public sealed class SlackUnavailableException(string method, string reason, Exception? cause)
    : SlackException(method, $"Slack is not available for {method}: {reason}. It is worth trying again later.", cause);
