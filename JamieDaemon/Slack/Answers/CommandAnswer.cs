using System.Text;
using JamieDaemon.Answering;
using JamieDaemon.Slack.Rendering;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Answers;

/// <summary>The answer to a slash command, for the asker's eyes only: sent whole through the command's <c>response_url</c>.</summary>
/// <remarks>
/// Nobody can look up whether an ephemeral message arrived, so one that may have is not sent again: at most once.
/// Slack takes five messages within thirty minutes; what comes later goes to the asker as an ephemeral message of the channel.
/// </remarks>
internal sealed class CommandAnswer(Question question, Uri replyUrl, SlackWebApiClient slack, SlackOptions options) : IAnswer
{
    private const int MostResponses = 5;

    private readonly StringBuilder _text = new();

    public void Append(string text) => _text.Append(text);

    public async Task CompleteAsync()
    {
        var parts = MessageSplitter.Split(_text.ToString(), new MessageLimits(options.MessageCharacters, Escaped: true));
        for (var i = 0; i < parts.Count; i++) await SendAsync(SlackText.Escape(parts[i].Text), useReplyUrl: i < MostResponses);
    }

    public Task ApologiseAsync(string sentence)
    {
        if (_text.Length > 0) _text.Append("\n\n");
        _text.Append(sentence);
        return CompleteAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task SendAsync(string text, bool useReplyUrl)
    {
        if (useReplyUrl)
        {
            try
            {
                await slack.RespondAsync(
                    replyUrl,
                    new ResponseUrlMessage { Text = text, ResponseType = "ephemeral", ReplaceOriginal = false, UnfurlLinks = false, UnfurlMedia = false },
                    CancellationToken.None);
                return;
            }
            catch (SlackException refused) when (refused is SlackApiException or SlackUnavailableException)
            {
                // Certainly not shown: the model took longer than Slack keeps the address, say. Below is the other way to the same person.
            }
        }

        await slack.ChatPostEphemeralAsync(
            new ChatPostEphemeral { Channel = question.Conversation.Channel, User = question.Asker, Text = text }, CancellationToken.None);
    }
}
