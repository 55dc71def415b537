using System.Text;
using JamieDaemon.Answering;
using JamieDaemon.Slack.Rendering;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Answers;

/// <summary>An answer that all can see and that grows before their eyes: one message or several, posted once each and then edited.</summary>
/// <remarks>
/// What arrives early is not shown before <see cref="SlackOptions.FirstWordsAfter"/>, so that a quick answer costs one call. From then on a
/// loop of its own shows the text as often as the limits allow; the model never waits for Slack. The first message counts as progress
/// too: it will need an edit, and when many answers are late at once Slack allows fewer edits than posts.
/// </remarks>
internal sealed class ThreadAnswer : IAnswer
{
    private const int MostOutages = 7;
    private const string Thinking = ":hourglass_flowing_sand: Thinking…";

    private readonly Question _question;
    private readonly SlackWebApiClient _slack;
    private readonly SlackPoster _poster;
    private readonly ProgressPacer _pacer;
    private readonly SlackOptions _options;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private readonly List<(string Ts, string Shown)> _messages = [];
    private readonly CancellationTokenSource _ending = new();
    private Task _growing = Task.CompletedTask;
    private bool _inDoubt;

    private ThreadAnswer(
        Question question, SlackWebApiClient slack, SlackPoster poster, ProgressPacer pacer, SlackOptions options, TimeProvider time)
    {
        (_question, _slack, _poster, _pacer, _options, _time) = (question, slack, poster, pacer, options, time);
    }

    public static ThreadAnswer Begin(
        Question question, SlackWebApiClient slack, SlackPoster poster, ProgressPacer pacer, SlackOptions options, TimeProvider time)
    {
        var answer = new ThreadAnswer(question, slack, poster, pacer, options, time);
        answer._growing = answer.GrowAsync();
        return answer;
    }

    public void Append(string text)
    {
        lock (_lock) _text.Append(text);
    }

    public async Task CompleteAsync()
    {
        await StopGrowingAsync();
        var parts = Parts();
        for (var i = 0; i < parts.Count; i++)
        {
            var text = SlackText.Escape(parts[i]);
            if (i >= _messages.Count)
            {
                await PostAsync(text);
            }
            else if (_messages[i].Shown != text)
            {
                _messages[i] = (await EditOrPostAnewAsync(i, text), text);
            }
        }
    }

    /// <summary>
    /// An outage is waited out, for some two minutes: an edit can be repeated without harm. And a message that was deleted, or may no longer
    /// be edited, must not take the answer with it.
    /// </summary>
    private async Task<string> EditOrPostAnewAsync(int part, string text)
    {
        for (var outage = 1; ; outage++)
        {
            try
            {
                await _slack.ChatUpdateAsync(Edit(_messages[part].Ts, text), CancellationToken.None);
                return _messages[part].Ts;
            }
            catch (SlackUnavailableException) when (outage < MostOutages)
            {
                await Task.Delay(TimeSpan.FromSeconds(5 * outage), _time, CancellationToken.None);
            }
            catch (SlackApiException gone) when (gone.Kind == SlackErrorKind.BadRequest)
            {
                return await _poster.PostAsync(_question.Conversation, _question.Id, part, text, mayStand: false);
            }
        }
    }

    public Task ApologiseAsync(string sentence)
    {
        lock (_lock)
        {
            if (_text.Length > 0) _text.Append("\n\n");
            _text.Append(sentence);
        }

        return CompleteAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopGrowingAsync();
        _ending.Dispose();
    }

    private async Task StopGrowingAsync()
    {
        await _ending.CancelAsync();
        await _growing;
    }

    private async Task GrowAsync()
    {
        await Task.Delay(_options.FirstWordsAfter, _time, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!_ending.IsCancellationRequested)
        {
            await ShowAsync();
            await Task.Delay(_options.ProgressInterval, _time, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Brings the last message up to date, then posts the next one. A failure is left to the ending, which tries again and may fail aloud.</summary>
    private async Task ShowAsync()
    {
        var parts = Parts();
        if (_messages.Count > parts.Count) return;
        try
        {
            if (_messages.Count > 0 && !await TryBringUpToDateAsync(SlackText.Escape(parts[_messages.Count - 1]))) return;
            if (_messages.Count == 0 && parts.Count == 0) parts = [Thinking];
            if (_messages.Count < parts.Count && _pacer.TryTake()) await PostAsync(SlackText.Escape(parts[_messages.Count]));
        }
        catch (SlackException)
        {
            // Nothing is lost: the text is kept, and Slack may have recovered by the end.
        }
    }

    private async Task<bool> TryBringUpToDateAsync(string text)
    {
        var (ts, shown) = _messages[^1];
        if (shown == text) return true;
        if (!_pacer.TryTake() || !await _slack.TryChatUpdateAsync(Edit(ts, text), CancellationToken.None)) return false;
        _messages[^1] = (ts, text);
        return true;
    }

    /// <summary>While it is not known whether an earlier attempt arrived, nothing is sent before a look says that it did not.</summary>
    private async Task PostAsync(string text)
    {
        try
        {
            _messages.Add((await _poster.PostAsync(_question.Conversation, _question.Id, _messages.Count, text, _inDoubt), text));
            _inDoubt = false;
        }
        catch (AmbiguousSendException)
        {
            _inDoubt = true;
            throw;
        }
    }

    private ChatUpdate Edit(string ts, string text) => new() { Channel = _question.Conversation.Channel, Ts = ts, Text = text };

    /// <summary>The messages that the text makes so far. Slack takes no message of white space only.</summary>
    private List<string> Parts()
    {
        string text;
        lock (_lock) text = _text.ToString();
        var parts = MessageSplitter.Split(text, new MessageLimits(_options.MessageCharacters, Escaped: true));
        return [.. parts.Select(part => part.Text).Where(part => !string.IsNullOrWhiteSpace(part))];
    }
}
