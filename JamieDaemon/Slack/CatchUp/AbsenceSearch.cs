using JamieDaemon.Answering;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.CatchUp;

/// <summary>Looks through the conversations for what was asked in an absence, and has it answered.</summary>
internal sealed class AbsenceSearch(
    MissedConversations conversations, MissedMessages messages, MissedQuestions questions, CatchUpPace pace, SlackIdentity identity, SlackWebApiClient slack)
{
    /// <param name="absence">When nothing was heard.</param>
    /// <param name="since">From when on it is looked.</param>
    /// <param name="looked">The conversations that an earlier look has seen, and gets those that this one sees.</param>
    /// <param name="stopping">Gives it up.</param>
    public async Task<Look> LookAsync(Absence absence, DateTimeOffset since, HashSet<string> looked, CancellationToken stopping)
    {
        pace.Begin();
        var problems = new SearchProblems();
        try
        {
            if (identity.TeamId is null) identity.Learn(await slack.AuthTestAsync(stopping));
        }
        catch (SlackException unknown)
        {
            problems.Add(unknown);
            return new Look(0, 0, problems);
        }

        var (found, left) = (0, 0);
        foreach (var conversation in await conversations.ListAsync(problems, stopping))
        {
            if (looked.Contains(conversation.Id)) continue;
            if (!pace.HasCalls)
            {
                left++;
                problems.AddCut("that would have been more calls");
                continue;
            }

            try
            {
                var (missed, cut) = await messages.ReadAsync(conversation.Id, since, stopping);
                foreach (var (question, key) in questions.Find(conversation, missed))
                {
                    if (await questions.TakeAsync(question, key, absence, stopping)) found++;
                }

                looked.Add(conversation.Id);
                if (cut is not null) problems.AddCut(cut);
            }
            catch (SlackException unread)
            {
                left++;
                problems.Add(unread);
            }
        }

        return new Look(found, left, problems);
    }
}

/// <summary>What came of one look.</summary>
/// <param name="Found">Questions that are answered late.</param>
/// <param name="Left">Conversations that are known and were not seen.</param>
/// <param name="Problems">Why.</param>
internal readonly record struct Look(int Found, int Left, SearchProblems Problems);
