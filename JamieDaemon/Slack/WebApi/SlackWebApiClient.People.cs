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

    /// <summary>The conversations that Jamie is a member of, two hundred at a time.</summary>
    /// <param name="types">Of these kinds, as <c>public_channel,im</c>; each wants a scope of its own.</param>
    /// <param name="cursor">Where the last page ended.</param>
    /// <param name="patience">How long a rate limit may hold it up.</param>
    /// <param name="cancellationToken">Gives the call up, also while it waits.</param>
    public Task<UsersConversationsResponse> UsersConversationsAsync(string types, string? cursor, TimeSpan? patience, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            new SlackCall(SlackMethod.UsersConversations)
            {
                Body = new FormBody().Add("types", types).Add("exclude_archived", true).Add("limit", 200).Add("cursor", cursor).ToBytes(),
                Patience = patience,
            },
            Default.UsersConversationsResponse,
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
