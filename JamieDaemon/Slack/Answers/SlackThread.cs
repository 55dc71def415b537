using JamieDaemon.Answering;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Answers;

/// <summary>Where answers stand, and how to look whether one stands there.</summary>
public sealed class SlackThread(SlackWebApiClient slack)
{
    /// <summary>In a channel the answer opens a thread; a private conversation goes on where it is.</summary>
    public static string? Of(Conversation where) => where.Thread ?? (where.Channel.StartsWith('D') ? null : where.Message);

    /// <summary>The <c>ts</c> of the first message after the question, where its answer would stand, that the condition holds for.</summary>
    /// <exception cref="SlackException">Slack did not let Jamie look.</exception>
    public async Task<string?> FindAsync(Conversation where, Func<SlackMessage, bool> isMeant)
    {
        string? cursor = null;
        do
        {
            var page = await PageAsync(where, cursor);
            foreach (var message in page.Messages)
            {
                if (isMeant(message)) return message.Ts;
            }

            cursor = page.ResponseMetadata?.NextCursor;
        }
        while (cursor is { Length: > 0 });

        return null;
    }

    private Task<MessagesResponse> PageAsync(Conversation where, string? cursor)
    {
        var (channel, oldest) = (where.Channel, where.Message);
        return Of(where) is { } thread
            ? slack.ConversationsRepliesAsync(
                new ConversationsReplies { Channel = channel, Ts = thread, Oldest = oldest, Limit = 1000, Cursor = cursor, IncludeAllMetadata = true },
                patience: null,
                CancellationToken.None)
            : slack.ConversationsHistoryAsync(
                new ConversationsHistory { Channel = channel, Oldest = oldest, Limit = 999, Cursor = cursor, IncludeAllMetadata = true },
                patience: null,
                CancellationToken.None);
    }
}
