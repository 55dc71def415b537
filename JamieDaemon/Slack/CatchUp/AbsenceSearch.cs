using JamieDaemon.Answering;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.CatchUp;

/// <summary>Looks through the conversations for what was asked in an absence, and has it answered.</summary>
/// <remarks>First through all of them, then through their threads: in a busy channel those may take minutes, which another channel's question must not wait for.</remarks>
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
        var look = new Look();
        try
        {
            if (identity.TeamId is null) identity.Learn(await slack.AuthTestAsync(stopping));
        }
        catch (SlackException unknown)
        {
            look.Problems.Add(unknown);
            return look;
        }

        var going = new List<(JoinedConversation Conversation, Missed Missed)>();
        foreach (var conversation in await conversations.ListAsync(look.Problems, stopping))
        {
            if (looked.Contains(conversation.Id)) continue;
            await TryAsync(look, async () =>
            {
                var missed = await messages.ReadChannelAsync(conversation.Id, since, stopping);
                await TakeAsync(conversation, missed, isWhole: false);
                if (missed.Threads.Count > 0) going.Add((conversation, missed));
                else Seen(missed);
            });
        }

        foreach (var (conversation, missed) in going)
        {
            await TryAsync(look, async () =>
            {
                await messages.ReadThreadsAsync(missed, stopping);
                await TakeAsync(conversation, missed, isWhole: true);
                Seen(missed);
            });
        }

        return look;

        // Of a thread that goes on, the first message waits for the others: they may say stop.
        async Task TakeAsync(JoinedConversation conversation, Missed missed, bool isWhole)
        {
            var taken = new List<OpenQuestion>();
            foreach (var (question, key) in questions.Find(conversation, missed.Messages))
            {
                if (!isWhole && question.Conversation.Message is { } first && missed.Threads.Contains(first)) continue;
                if (questions.Take(question, key, absence) is { } waiting) taken.Add(waiting);
            }

            foreach (var waiting in taken)
            {
                if (await questions.HandInAsync(waiting, stopping)) look.Found++;
            }
        }

        void Seen(Missed missed)
        {
            looked.Add(missed.Channel);
            if (missed.Cut is { } cut) look.Problems.AddCut(cut);
        }
    }

    private async Task TryAsync(Look look, Func<Task> part)
    {
        if (!pace.HasCalls)
        {
            look.Left++;
            look.Problems.AddCut("that would have been more calls");
            return;
        }

        try
        {
            await part();
        }
        catch (SlackException unread)
        {
            look.Left++;
            look.Problems.Add(unread);
        }
    }
}
