namespace JamieDaemon.Slack.WebApi;

/// <summary>A message left for Slack and nobody knows whether it was posted: look in the thread before repeating it.</summary>
public sealed class AmbiguousSendException(string method, string reason, Exception? cause)
    : SlackException(method, $"Slack may or may not have carried out {method}: {reason}. Look before sending it again.", cause);
