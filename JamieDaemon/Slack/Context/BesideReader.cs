using JamieDaemon.Answering;
using JamieDaemon.Slack.Access;
using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Context;

/// <summary>Reads the last messages of the channel that the asker has in view beside a private thread with Jamie.</summary>
/// <remarks>
/// Only of a channel that the asker is in, public or not: a guest must not read through Jamie what Slack hides from them, and which channel
/// is in view is the word of the asker's own client. And only where people may ask: an operator who shuts Jamie out means its eyes too.
/// </remarks>
internal sealed class BesideReader(
    ConversationReader conversations, ChannelMembers members, SlackNames names, SlackIdentity identity, IOptions<SlackOptions> options)
{
    /// <returns>What was said there, oldest first; nothing when it may not, or cannot, be read.</returns>
    internal async Task<(IReadOnlyList<SaidMessage> Said, Omission? LeftOut)> ReadAsync(Question question, CancellationToken cancellationToken)
    {
        if (question.About is not { Channel: var channel } about || options.Value.ContextMessages == 0) return ([], null);
        if (AccessRule.OfPlace(options.Value.Access, channel) != AccessVerdict.Admitted) return ([], new Omission(OmissionReason.ChannelBeside));
        try
        {
            if (!await members.HasAsync(channel, question.Asker, options.Value.ContextPatience, cancellationToken))
                return ([], new Omission(OmissionReason.ChannelBeside));
            var page = await conversations.ReadAsync(about, cancellationToken);
            var name = await names.OfChannelAsync(channel, cancellationToken);
            var said = new List<SaidMessage>(page.Messages.Count);
            foreach (var message in page.Messages)
            {
                if (SaidMessage.Read(message, question: null, identity) is { } read) said.Add(read with { Place = name });
            }

            return (said, null);
        }
        catch (Exception unread) when (unread is SlackException or OperationCanceledException)
        {
            return ([], new Omission(OmissionReason.ChannelBeside));
        }
    }
}
