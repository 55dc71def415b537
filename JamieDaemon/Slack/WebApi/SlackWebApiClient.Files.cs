using static JamieDaemon.Slack.WebApi.SlackWebApiJsonContext;

namespace JamieDaemon.Slack.WebApi;

/// <content>What messages refer to: files, bots, groups of users.</content>
public sealed partial class SlackWebApiClient
{
    /// <inheritdoc cref="ConversationsHistoryAsync"/>
    public Task<FilesInfoResponse> FilesInfoAsync(string file, TimeSpan? patience, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            new SlackCall(SlackMethod.FilesInfo)
            {
                Body = new FormBody().Add("file", file).ToBytes(),
                Patience = patience,
            },
            Default.FilesInfoResponse,
            cancellationToken);

    /// <inheritdoc cref="ConversationsHistoryAsync"/>
    public Task<BotsInfoResponse> BotsInfoAsync(string bot, TimeSpan? patience, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            new SlackCall(SlackMethod.BotsInfo)
            {
                Body = new FormBody().Add("bot", bot).ToBytes(),
                Patience = patience,
            },
            Default.BotsInfoResponse,
            cancellationToken);

    /// <inheritdoc cref="ConversationsHistoryAsync"/>
    public Task<UsergroupsListResponse> UsergroupsListAsync(TimeSpan? patience, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            new SlackCall(SlackMethod.UsergroupsList) { Patience = patience }, Default.UsergroupsListResponse, cancellationToken);
}
