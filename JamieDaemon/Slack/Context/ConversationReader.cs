using JamieDaemon.Answering;
using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Context;

/// <summary>Reads a conversation from Slack: the thread, else the last messages of the channel or private conversation.</summary>
internal sealed class ConversationReader(SlackWebApiClient slack, IOptions<SlackOptions> options)
{
    /// <summary>Threads are read from their beginning, a thousand messages at a time.</summary>
    private const int MostPages = 3;

    /// <exception cref="SlackException">Slack did not let it be read.</exception>
    internal Task<ConversationPage> ReadAsync(Conversation where, CancellationToken cancellationToken) =>
        options.Value.ContextMessages == 0 ? Task.FromResult(ConversationPage.Empty)
        : where.Thread is { } thread ? ThreadAsync(where.Channel, thread, where.Message, cancellationToken)
        : ChannelAsync(where.Channel, where.Message, cancellationToken);

    private async Task<ConversationPage> ThreadAsync(string channel, string thread, string? before, CancellationToken cancellationToken)
    {
        SlackMessage? first = null;
        var newest = new Queue<SlackMessage>();
        var older = 0;
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await slack.ConversationsRepliesAsync(
                new ConversationsReplies { Channel = channel, Ts = thread, Latest = before, Limit = 1000, Cursor = cursor, IncludeAllMetadata = true },
                options.Value.ContextPatience,
                cancellationToken);
            foreach (var message in answer.Messages)
            {
                // Slack repeats the first message on every page.
                if (message.Ts == thread) first ??= message;
                else newest.Enqueue(message);
                if (newest.Count <= options.Value.ContextMessages) continue;
                newest.Dequeue();
                older++;
            }

            cursor = answer.ResponseMetadata?.NextCursor;
            if (cursor is not { Length: > 0 }) break;
        }

        return new ConversationPage(first is null ? [.. newest] : [first, .. newest], older) { EndReached = cursor is not { Length: > 0 } };
    }

    private async Task<ConversationPage> ChannelAsync(string channel, string? before, CancellationToken cancellationToken)
    {
        var answer = await slack.ConversationsHistoryAsync(
            new ConversationsHistory { Channel = channel, Latest = before, Limit = options.Value.ContextMessages, IncludeAllMetadata = true },
            options.Value.ContextPatience,
            cancellationToken);
        var oldestFirst = answer.Messages.ToList();
        oldestFirst.Reverse();
        return new ConversationPage(oldestFirst, 0);
    }
}
