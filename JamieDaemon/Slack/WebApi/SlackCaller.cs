using System.Text.Json.Serialization.Metadata;

namespace JamieDaemon.Slack.WebApi;

/// <summary>Carries a call through rate limits and failures to its end.</summary>
internal sealed class SlackCaller
{
    public Task<T> CallAsync<T>(SlackCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : SlackResponse => throw new NotSupportedException();

    public Task<bool> TryCallAsync<T>(SlackCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : SlackResponse => throw new NotSupportedException();
}
