using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.CatchUp;

/// <summary>Lists the conversations in which somebody may have asked: those that Jamie is a member of.</summary>
internal sealed class MissedConversations(SlackWebApiClient slack, CatchUpPace pace)
{
    /// <summary>Each kind by itself: an app that was installed before Jamie asked for a scope lacks that kind and not all. Channels first, for incidents are there.</summary>
    private static readonly string[] Kinds = ["public_channel", "private_channel", "mpim", "im"];

    /// <param name="problems">Gets what kept others from being listed.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task<IReadOnlyList<JoinedConversation>> ListAsync(SearchProblems problems, CancellationToken cancellationToken)
    {
        var joined = new List<JoinedConversation>();
        foreach (var kind in Kinds)
        {
            try
            {
                await AddAsync(joined, kind, problems, cancellationToken);
            }
            catch (SlackException refused)
            {
                problems.Add(refused);
            }
        }

        return joined;
    }

    private async Task AddAsync(List<JoinedConversation> joined, string kind, SearchProblems problems, CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            if (joined.Count >= CatchUpPace.MostCalls)
            {
                problems.AddCut("the conversations take too many calls");
                return;
            }

            await pace.WaitAsync(cancellationToken);
            var page = await slack.UsersConversationsAsync(kind, cursor, CatchUpPace.Patience, cancellationToken);
            joined.AddRange(page.Channels);
            cursor = page.ResponseMetadata?.NextCursor;
        }
        while (cursor is { Length: > 0 });
    }
}
