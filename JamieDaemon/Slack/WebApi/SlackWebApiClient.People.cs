using static JamieDaemon.Slack.WebApi.SlackWebApiJsonContext;

namespace JamieDaemon.Slack.WebApi;

/// <content>Who is in what.</content>
public sealed partial class SlackWebApiClient
{
    /// <inheritdoc cref="ConversationsHistoryAsync"/>
    public Task<UsergroupsUsersListResponse> UsergroupsUsersListAsync(string usergroup, TimeSpan? patience, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            new SlackCall(SlackMethod.UsergroupsUsersList)
            {
                Body = new FormBody().Add("usergroup", usergroup).ToBytes(),
                Patience = patience,
            },
            Default.UsergroupsUsersListResponse,
            cancellationToken);

    /// <summary>A thousand at a time.</summary>
    /// <inheritdoc cref="ConversationsHistoryAsync"/>
    public Task<ConversationsMembersResponse> ConversationsMembersAsync(
        string channel, string? cursor, TimeSpan? patience, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            new SlackCall(SlackMethod.ConversationsMembers)
            {
                Body = new FormBody().Add("channel", channel).Add("cursor", cursor).Add("limit", 1000).ToBytes(),
                Patience = patience,
            },
            Default.ConversationsMembersResponse,
            cancellationToken);
}
