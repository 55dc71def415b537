using static JamieDaemon.Slack.WebApi.SlackWebApiJsonContext;

namespace JamieDaemon.Slack.WebApi;

/// <content>What surrounds a conversation with an agent: status, prompts, title.</content>
public sealed partial class SlackWebApiClient
{
    /// <summary>One try. False when it was left out because the method is limited in this channel, or Slack did not take it.</summary>
    public async Task<bool> TryAssistantThreadsSetStatusAsync(AssistantThreadsSetStatus status, CancellationToken cancellationToken) =>
        await _caller.TryCallAsync(Call(status), Default.SlackResponse, cancellationToken) is not null;

    /// <summary>Waits out rate limits: for clearing.</summary>
    public Task AssistantThreadsSetStatusAsync(AssistantThreadsSetStatus status, CancellationToken cancellationToken) =>
        _caller.CallAsync(Call(status), Default.SlackResponse, cancellationToken);

    public Task AssistantThreadsSetSuggestedPromptsAsync(AssistantThreadsSetSuggestedPrompts prompts, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            new SlackCall(SlackMethod.AssistantThreadsSetSuggestedPrompts, prompts.ChannelId)
            {
                Body = Json(prompts, Default.AssistantThreadsSetSuggestedPrompts),
            },
            Default.SlackResponse,
            cancellationToken);

    public Task AssistantThreadsSetTitleAsync(AssistantThreadsSetTitle title, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            new SlackCall(SlackMethod.AssistantThreadsSetTitle, title.ChannelId) { Body = Json(title, Default.AssistantThreadsSetTitle) },
            Default.SlackResponse,
            cancellationToken);

    /// <inheritdoc cref="TryAssistantThreadsSetStatusAsync"/>
    public async Task<bool> TryAgentsSessionsSetStatusAsync(AgentsSessionsSetStatus status, CancellationToken cancellationToken) =>
        await _caller.TryCallAsync(Call(status), Default.SlackResponse, cancellationToken) is not null;

    /// <inheritdoc cref="AssistantThreadsSetStatusAsync"/>
    public Task AgentsSessionsSetStatusAsync(AgentsSessionsSetStatus status, CancellationToken cancellationToken) =>
        _caller.CallAsync(Call(status), Default.SlackResponse, cancellationToken);

    private static SlackCall Call(AssistantThreadsSetStatus status) =>
        new(SlackMethod.AssistantThreadsSetStatus, status.ChannelId) { Body = Json(status, Default.AssistantThreadsSetStatus) };

    private static SlackCall Call(AgentsSessionsSetStatus status) =>
        new(SlackMethod.AgentsSessionsSetStatus, status.ChannelId) { Body = Json(status, Default.AgentsSessionsSetStatus) };
}
