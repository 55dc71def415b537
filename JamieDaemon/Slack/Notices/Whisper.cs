using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Notices;

/// <summary>Says something to one person: where they acted, so that only they see it, and where Jamie may not write, or not soon, in private.</summary>
internal sealed class Whisper(SlackWebApiClient slack)
{
    /// <summary>Somebody waits to hear it; their own conversation has limits of its own.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="user">Who is to hear it.</param>
    /// <param name="channel">Where they acted.</param>
    /// <param name="thread">The thread there.</param>
    /// <param name="text">Slack text.</param>
    /// <param name="cancellationToken">Nobody waits for it any more.</param>
    public async Task SayAsync(string user, string channel, string? thread, string text, CancellationToken cancellationToken)
    {
        try
        {
            await slack.ChatPostEphemeralAsync(new ChatPostEphemeral { Channel = channel, User = user, ThreadTs = thread, Text = text }, Patience, cancellationToken);
        }
        catch (SlackException failed) when (failed is SlackRateLimitedException or SlackUnavailableException or SlackApiException { MeansNotInChannel: true })
        {
            await SayPrivatelyAsync(user, text, cancellationToken);
        }
    }

    /// <summary>In the person's own conversation with Jamie, which Slack opens if need be.</summary>
    /// <seealso href="https://docs.slack.dev/reference/methods/chat.postMessage#dms"/>
    public Task SayPrivatelyAsync(string user, string text, CancellationToken cancellationToken) => slack.ChatPostMessageAsync(
        new ChatPostMessage { Channel = user, Text = text, UnfurlLinks = false, UnfurlMedia = false }, cancellationToken);
}
