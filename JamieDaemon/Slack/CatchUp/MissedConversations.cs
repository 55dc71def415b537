using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.CatchUp;

/// <summary>Lists the conversations in which somebody may have asked: those that Jamie is a member of.</summary>
internal sealed class MissedConversations(SlackWebApiClient slack, CatchUpPace pace)
{
    /// <summary>Each kind by itself: an app that was installed before Jamie asked for a scope lacks that kind and not all. Channels first, for incidents are there.</summary>
    private static readonly string[] Kinds = ["public_channel", "private_channel", "mpim", "im"];

    /// <returns>The conversations, and what kept others from being listed; <see langword="null"/> when nothing has.</returns>
    public async Task<(IReadOnlyList<JoinedConversation> Conversations, string? Problem)> ListAsync(CancellationToken cancellationToken)
    {
        var joined = new List<JoinedConversation>();
        string? problem = null;
        foreach (var kind in Kinds)
        {
            try
            {
                await AddAsync(joined, kind, cancellationToken);
            }
            catch (SlackException refused)
            {
                problem ??= refused.Message;
            }
        }

        return (joined, problem);
    }

    private async Task AddAsync(List<JoinedConversation> joined, string kind, CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            await pace.WaitAsync(cancellationToken);
            var page = await slack.UsersConversationsAsync(kind, cursor, CatchUpPace.Patience, cancellationToken);
            joined.AddRange(page.Channels);
            cursor = page.ResponseMetadata?.NextCursor;
        }
        while (cursor is { Length: > 0 } && joined.Count < CatchUpPace.MostCalls);
    }
}
