using System.Diagnostics;
using JamieDaemon.Answering;
using JamieDaemon.Slack.WebApi;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Context;

/// <summary>Reads what was said around a question and the files in it, all side by side and within <see cref="SlackOptions.ContextPatience"/>.</summary>
internal sealed partial class SlackConversationHistory(
    ConversationReader conversations,
    BesideReader besides,
    SlackNames names,
    SlackFiles files,
    SlackIdentity identity,
    ContextMetrics metrics,
    SlowOperations slow,
    IOptions<SlackOptions> options,
    TimeProvider time,
    ILogger<SlackConversationHistory> logger) : IConversationHistory
{
    /// <summary>Files that are read for one question: its own first, then the newest of the conversation.</summary>
    internal const int MostFiles = 8;

    public async Task<ConversationContext> ReadAsync(Question question, bool canSee, CancellationToken cancellationToken)
    {
        using var span = Spans.Start(question.Conversation.Channel.StartsWith('D') ? "slack.get_dm_context" : "slack.get_channel_context");
        var started = time.GetTimestamp();
        using var patience = new CancellationTokenSource(options.Value.ContextPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        var omissions = new List<Omission>();
        if (question.Files.Count > MostFiles) omissions.Add(new Omission(OmissionReason.MoreFiles, Count: question.Files.Count - MostFiles));

        // None of these fails: what is late is left out by itself and costs nothing of the rest.
        var own = question.Files.Take(MostFiles).Select(QuestionFiles.ToSlackFile).ToList();
        var ownFiles = files.ReadAsync(own, canSee, either.Token);
        var place = PlaceAsync(question, either.Token);
        var asker = names.OfUserAsync(question.Asker, either.Token);
        var mentioned = MentionedAsync(question, either.Token);
        var messages = await MessagesAsync(question, canSee, omissions, either.Token);

        var context = new ConversationContext
        {
            Place = await place,
            Asker = await asker,
            Names = await mentioned,
            Messages = messages,
            Files = Contents(await ownFiles, omissions),
            LeftOut = omissions,
        };
        cancellationToken.ThrowIfCancellationRequested();
        var isUnread = omissions.Exists(omission => IsUnread(omission.Reason));
        if (options.Value.ContextMessages > 0) metrics.Read(question.Conversation.Channel, messages.Count, isUnread);
        if (!isUnread) slow.Context(time.GetElapsedTime(started));
        if (span is { IsAllDataRequested: true }) Describe(span, context);
        return context;
    }

    private static void Describe(Activity span, ConversationContext context)
    {
        var length = 0;
        foreach (var message in context.Messages) length += message.Text.Length;
        span.SetTag("slack.context.messages_count", context.Messages.Count)
            .SetTag("slack.context.length", length)
            .SetTag("slack.context.left_out", context.LeftOut.Count);
    }

    private Task<string> PlaceAsync(Question question, CancellationToken cancellationToken) =>
        question.Conversation.Channel.StartsWith('D')
            ? names.OfUserAsync(question.Asker, cancellationToken)
            : names.OfChannelAsync(question.Conversation.Channel, cancellationToken);

    private async Task<IReadOnlyDictionary<string, string>> MentionedAsync(Question question, CancellationToken cancellationToken)
    {
        var written = References.InPlainText(question.Text).Distinct().ToList();
        if (written.Count == 0) return ConversationContext.None.Names;
        var known = await names.OfAllAsync(written.Select(reference => reference.Id), cancellationToken);
        return written.Where(reference => known.ContainsKey(reference.Id))
            .ToDictionary(reference => reference.Written, reference => $"{reference.Written[0]}{known[reference.Id]}");
    }

    private async Task<IReadOnlyList<ContextMessage>> MessagesAsync(
        Question question, bool canSee, List<Omission> omissions, CancellationToken cancellationToken)
    {
        var beside = besides.ReadAsync(question, cancellationToken);
        var said = await SaidAsync(question, omissions, cancellationToken);
        var (around, leftOut) = await beside;
        if (leftOut is not null) omissions.Add(leftOut);
        return await CompleteAsync([.. around, .. said], question, canSee, omissions, cancellationToken);
    }

    private async Task<List<SaidMessage>> SaidAsync(Question question, List<Omission> omissions, CancellationToken cancellationToken)
    {
        ConversationPage page;
        try
        {
            page = await conversations.ReadAsync(question.Conversation, cancellationToken);
        }
        catch (Exception unread) when (unread is SlackException or OperationCanceledException)
        {
            Log.Unread(logger, question.Id, unread is SlackException ? unread.Message : $"Slack took longer than {options.Value.ContextPatience.TotalSeconds} s");
            omissions.Add(new Omission(ReasonOf(unread)));
            return [];
        }

        if (page.Older > 0) omissions.Add(new Omission(OmissionReason.OlderMessages, Count: page.Older));
        if (!page.EndReached) omissions.Add(new Omission(OmissionReason.NewestMessages));
        var said = new List<SaidMessage>(page.Messages.Count);
        foreach (var message in page.Messages)
        {
            if (SaidMessage.Read(message, question.Conversation.Message, identity) is { } read) said.Add(read);
        }

        return said;
    }

    /// <summary>With names in place of ids, and with the newest files.</summary>
    private async Task<IReadOnlyList<ContextMessage>> CompleteAsync(
        List<SaidMessage> said, Question question, bool canSee, List<Omission> omissions, CancellationToken cancellationToken)
    {
        var attached = NewestFiles(said, question, omissions);
        var reading = files.ReadAsync(attached.ConvertAll(pair => pair.File), canSee, cancellationToken);
        var known = await names.OfAllAsync(Enumerable.Reverse(said).SelectMany(message => message.Ids), cancellationToken);
        var readings = await reading;

        var authors = new AuthorNames();
        return said.ConvertAll(message => new ContextMessage(
            AuthorOf(message),
            SlackText.ToPlain(message.Text, id => known.GetValueOrDefault(id)),
            // What Jamie said elsewhere is no part of this conversation.
            message is { FromJamie: true, Place: null })
        {
            FromApp = message.FromApp,
            OpensThread = message.Message.Ts == question.Conversation.Thread,
            At = SlackTs.ToTime(message.Message.Ts),
            Files = Contents(readings.Where((_, i) => ReferenceEquals(attached[i].Owner, message)), omissions),
        });

        string AuthorOf(SaidMessage message)
        {
            var name = message.FromJamie ? AuthorNames.Jamie : authors.Of(message.AuthorId, message.OwnName ?? known.GetValueOrDefault(message.AuthorId, message.AuthorId));
            return message.Place is { } place ? $"{name} in #{place}" : name;
        }
    }

    private static List<(SaidMessage Owner, SlackFile File)> NewestFiles(List<SaidMessage> said, Question question, List<Omission> omissions)
    {
        var seen = question.Files.Select(file => file.Id).ToHashSet();
        var room = Math.Max(0, MostFiles - question.Files.Count);
        var newest = new List<(SaidMessage, SlackFile)>();
        var more = 0;
        for (var i = said.Count - 1; i >= 0; i--)
        {
            foreach (var file in said[i].Files)
            {
                if (!seen.Add(file.Id)) continue;
                if (newest.Count < room) newest.Add((said[i], file));
                else more++;
            }
        }

        if (more > 0) omissions.Add(new Omission(OmissionReason.MoreFiles, Count: more));
        return newest;
    }

    private static List<ContextFile> Contents(IEnumerable<FileReading> readings, List<Omission> omissions)
    {
        var contents = new List<ContextFile>();
        foreach (var (content, omission) in readings)
        {
            if (omission is not null) omissions.Add(omission);
            if (content is not null) contents.Add(content);
        }

        return contents;
    }

    private static OmissionReason ReasonOf(Exception unread) => unread switch
    {
        SlackApiException { Error: "missing_scope" } => OmissionReason.ConversationForbidden,
        SlackApiException { Error: "not_in_channel" or "channel_not_found" } => OmissionReason.ConversationNotJoined,
        SlackRateLimitedException => OmissionReason.ConversationLimited,
        _ => OmissionReason.ConversationLate,
    };

    private static bool IsUnread(OmissionReason reason) => reason
        is OmissionReason.ConversationForbidden or OmissionReason.ConversationNotJoined or OmissionReason.ConversationLimited or OmissionReason.ConversationLate;

    private static partial class Log
    {
        [LoggerMessage(EventName = "slack.context_unread", Level = LogLevel.Warning, Message = "Answering {JobId} without its conversation: {Reason}")]
        public static partial void Unread(ILogger logger, string jobId, string reason);
    }
}
