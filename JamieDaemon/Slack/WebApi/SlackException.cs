namespace JamieDaemon.Slack.WebApi;

/// <summary>A Web API call that did not succeed; its text holds no token, no response_url and no socket ticket.</summary>
public abstract class SlackException(string method, string message, Exception? cause) : Exception(message, cause)
{
    /// <summary>Slack's name of the method, such as <c>chat.postMessage</c>.</summary>
    public string Method { get; } = method;
}
