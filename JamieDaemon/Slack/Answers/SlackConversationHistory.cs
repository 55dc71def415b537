using JamieDaemon.Answering;
using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Answers;

/// <summary>Reads what was said around a question: its thread, else the last messages of its channel or private conversation.</summary>
public sealed partial class SlackConversationHistory(
    SlackWebApiClient slack,
    SlackNames names,
    SlackIdentity identity,
    IOptions<SlackOptions> options,
    TimeProvider time,
    ILogger<SlackConversationHistory> logger) : IConversationHistory
{
    /// <summary>Threads are read from their beginning, a thousand messages at a time; longer ones are answered without their end.</summary>
    private const int MostPages = 3;

    public async Task<ConversationContext> ReadAsync(Question question, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.Value.ContextPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        var place = PlaceAsync(question, either.Token);
        try
        {
            var messages = await MessagesAsync(question, either.Token);
            return new ConversationContext { Place = await place, Messages = messages };
        }
        catch (Exception unread) when (unread is SlackException || (unread is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.Unread(logger, question.Id, unread is SlackException ? unread.Message : $"Slack took longer than {options.Value.ContextPatience.TotalSeconds} s");
            return new ConversationContext { Place = await place, LeftOut = $"_{Reason(unread)}_" };
        }
    }

    private static string Reason(Exception unread) => unread switch
    {
        SlackApiException { Error: "missing_scope" } => "I answered without reading the conversation: I lack the permission to read it.",
        SlackApiException { Error: "not_in_channel" or "channel_not_found" } => "I answered without reading the conversation: I am not a member of this channel.",
        SlackRateLimitedException => "I answered without reading the conversation: Slack allows me no more reading right now.",
        _ => "I answered without reading the conversation: Slack did not let me read it in time.",
    };

    private Task<string> PlaceAsync(Question question, CancellationToken cancellationToken) =>
        question.Conversation.Channel.StartsWith('D')
            ? names.OfUserAsync(question.Asker, cancellationToken)
            : names.OfChannelAsync(question.Conversation.Channel, cancellationToken);

    private async Task<IReadOnlyList<ContextMessage>> MessagesAsync(Question question, CancellationToken cancellationToken)
    {
        if (options.Value.ContextMessages == 0) return [];
        var where = question.Conversation;
        var messages = where.Thread is { } thread
            ? await ThreadAsync(where.Channel, thread, where.Message, cancellationToken)
            : await ChannelAsync(where.Channel, where.Message, cancellationToken);

        var context = new List<ContextMessage>(messages.Count);
        foreach (var message in messages)
        {
            if (message.Ts == where.Message || message.Text is not { Length: > 0 } text) continue;
            var fromJamie = identity.Wrote(message);
            if (message.BotId is not null && !fromJamie) continue;
            if (message.User is not { } author) continue;
            context.Add(new ContextMessage(
                fromJamie ? "Jamie" : await names.OfUserAsync(author, cancellationToken), SlackText.ToPlain(text), fromJamie));
        }

        return context;
    }

    private async Task<IReadOnlyList<SlackMessage>> ThreadAsync(string channel, string thread, string? before, CancellationToken cancellationToken)
    {
        var newest = new Queue<SlackMessage>();
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await slack.ConversationsRepliesAsync(
                new ConversationsReplies { Channel = channel, Ts = thread, Latest = before, Limit = 1000, Cursor = cursor, IncludeAllMetadata = true },
                options.Value.ContextPatience,
                cancellationToken);
            foreach (var message in answer.Messages)
            {
                newest.Enqueue(message);
                if (newest.Count > options.Value.ContextMessages) newest.Dequeue();
            }

            cursor = answer.ResponseMetadata?.NextCursor;
            if (cursor is not { Length: > 0 }) break;
        }

        return [.. newest];
    }

    private async Task<IReadOnlyList<SlackMessage>> ChannelAsync(string channel, string? before, CancellationToken cancellationToken)
    {
        var answer = await slack.ConversationsHistoryAsync(
            new ConversationsHistory { Channel = channel, Latest = before, Limit = options.Value.ContextMessages, IncludeAllMetadata = true },
            options.Value.ContextPatience,
            cancellationToken);
        var oldestFirst = answer.Messages.ToList();
        oldestFirst.Reverse();
        return oldestFirst;
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "slack.context_unread", Level = LogLevel.Warning, Message = "Answering {JobId} without its conversation: {Reason}")]
        public static partial void Unread(ILogger logger, string jobId, string reason);
    }
}
