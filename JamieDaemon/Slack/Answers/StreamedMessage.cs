using System.Text.Json.Nodes;
using JamieDaemon.Answering;
using JamieDaemon.Slack.Rendering;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Answers;

/// <summary>A message that grows as a native stream, and by edits once the stream has ended before its text.</summary>
/// <remarks>
/// Slack ends a stream five minutes after its start (https://github.com/slackapi/python-slack-sdk/issues/1859), or when the asker presses
/// Stop. What Jamie is not sure to have appended is not appended again: the stream ends and the whole text takes its place.
/// </remarks>
internal sealed class StreamedMessage(
    Question question,
    string ts,
    string sent,
    bool isExact,
    AnswerRenderer renderer,
    SlackWebApiClient slack,
    ProgressPacer pacer,
    ThreadStatus status,
    OpenQuestions questions,
    TimeProvider time)
    : AnswerMessage(question, ts, renderer, slack, pacer)
{
    private const int MostAttempts = 7;

    private static readonly TimeSpan LongestStream = TimeSpan.FromSeconds(270);

    private readonly long _startedAt = time.GetTimestamp();
    private string _sent = sent;
    private bool _isStreaming = true;
    private bool _isExact = isExact;
    private int _fixed;

    public override int Fixed => _isStreaming ? _fixed : 0;

    public override async Task<bool> TryGrowAsync(MessagePart part, JsonObject[] trailing)
    {
        if (_isStreaming && (!_isExact || time.GetElapsedTime(_startedAt) > LongestStream)) await StopAsync();
        if (!_isStreaming) return await base.TryGrowAsync(part, trailing);
        var soFar = part.Text;
        if (soFar.Length <= _sent.Length) return true;
        if (!soFar.StartsWith(_sent, StringComparison.Ordinal))
        {
            _isExact = false;
            return false;
        }

        if (!Pacer.TryAppend()) return false;
        try
        {
            var append = new ChatAppendStream { Channel = Channel, Ts = Ts, MarkdownText = soFar[_sent.Length..] };
            if (!await Slack.TryChatAppendStreamAsync(append, CancellationToken.None)) return false;
            (_sent, _fixed) = (soFar, part.Body.Length);
            return true;
        }
        catch (AmbiguousSendException)
        {
            _isExact = false;
        }
        catch (SlackApiException refused)
        {
            await LearnAsync(refused);
        }

        return false;
    }

    public override async Task EndAsync(MessagePart part, JsonObject[] trailing, AnswerMark mark, CancellationToken unwanted)
    {
        var whole = part.Text;
        if (_isStreaming && _isExact && whole.StartsWith(_sent, StringComparison.Ordinal))
        {
            var rest = whole[_sent.Length..];
            if (await StopAsync(rest.Length > 0 ? rest : null, trailing, mark))
            {
                Showing(Renderer.Render(part.Text, trailing).Key);
                return;
            }
        }
        else if (_isStreaming)
        {
            await StopAsync();
        }

        await base.EndAsync(part, trailing, mark, unwanted);
    }

    public override async Task RestartAsync()
    {
        if (_isStreaming) await StopAsync();
    }

    public override async Task DeleteAsync()
    {
        if (_isStreaming) await StopAsync();
        await base.DeleteAsync();
    }

    /// <returns>Whether the message certainly stands as it was to be; else an edit must bring it there, which may from now on.</returns>
    private async Task<bool> StopAsync(string? rest = null, JsonObject[]? trailing = null, AnswerMark? mark = null)
    {
        _isStreaming = false;
        var session = status.SessionAfter(isEnd: mark is not null);
        try
        {
            await Slack.ChatStopStreamAsync(
                new ChatStopStream
                {
                    Channel = Channel,
                    Ts = Ts,
                    MarkdownText = rest,
                    Blocks = trailing is { Length: > 0 } ? BlockKit.ToElement(trailing) : null,
                    Metadata = mark?.ToMetadata(),
                    SessionStatus = session,
                },
                CancellationToken.None);
            if (session == AgentsSessionsSetStatus.Active) status.SessionEnded();
            return true;
        }
        catch (SlackApiException ended) when (ended.Error is "message_not_in_streaming_state" or "stopped_by_user")
        {
            return false;
        }
        catch (SlackException)
        {
            await StopForSureAsync();
            return false;
        }
    }

    /// <summary>
    /// As long as Slack takes the message for one that streams it takes no edits, so it must be known to have stopped. Left to itself Slack would
    /// end the session with it, of which others of the thread may have need.
    /// </summary>
    private async Task StopForSureAsync()
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            try
            {
                await Slack.ChatStopStreamAsync(
                    new ChatStopStream { Channel = Channel, Ts = Ts, SessionStatus = AgentsSessionsSetStatus.Processing }, CancellationToken.None);
                return;
            }
            catch (SlackApiException)
            {
                // It has stopped, by an earlier attempt or by itself.
                return;
            }
            catch (SlackException)
            {
                await Task.Delay(TimeSpan.FromSeconds(attempt), time, CancellationToken.None);
            }
        }
    }

    private async Task LearnAsync(SlackApiException refused)
    {
        switch (refused.Error)
        {
            case "stopped_by_user":
                // The event that says so may be late, or lost.
                questions.Stop(Question.Id, new Stop(StopCause.Asked, By: null));
                _isStreaming = false;
                break;
            case "message_not_in_streaming_state":
                // As long as Slack takes it for one that streams it takes no edits.
                await StopAsync();
                break;
            default:
                _isExact = false;
                break;
        }
    }
}
