using JamieDaemon.Answering;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Answers;

/// <summary>Where answers stand, and how to look whether one stands there.</summary>
internal sealed class SlackThread(SlackWebApiClient slack)
{
    /// <summary>In a channel the answer opens a thread; a private conversation goes on where it is.</summary>
    public static string? Of(Conversation where) => where.Thread ?? (where.Channel.StartsWith('D') ? null : where.Message);

    /// <summary>The <c>ts</c> of the first message where a question's answer would stand that the condition holds for.</summary>
    /// <param name="where">The question's conversation.</param>
    /// <param name="oldest">What was said up to this <c>ts</c> is not looked at: the question, for one.</param>
    /// <param name="isMeant">The condition.</param>
    /// <exception cref="SlackException">Slack did not let Jamie look.</exception>
    public async Task<string?> FindAsync(Conversation where, string? oldest, Func<SlackMessage, bool> isMeant)
    {
        string? cursor = null;
        do
        {
            var page = await PageAsync(where, oldest, cursor);
            foreach (var message in page.Messages)
            {
                if (isMeant(message)) return message.Ts;
            }

            cursor = page.ResponseMetadata?.NextCursor;
        }
        while (cursor is { Length: > 0 });

        return null;
    }

    private Task<MessagesResponse> PageAsync(Conversation where, string? oldest, string? cursor) => Of(where) is { } thread
        ? slack.ConversationsRepliesAsync(
            new ConversationsReplies { Channel = where.Channel, Ts = thread, Oldest = oldest, Limit = 1000, Cursor = cursor, IncludeAllMetadata = true },
            patience: null,
            CancellationToken.None)
        : slack.ConversationsHistoryAsync(
            new ConversationsHistory { Channel = where.Channel, Oldest = oldest, Limit = 999, Cursor = cursor, IncludeAllMetadata = true },
            patience: null,
            CancellationToken.None);
}
