using JamieDaemon.Answering;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Answers;

/// <summary>An answer that all can see and that grows before their eyes: one message or several, posted once each and then brought up to date.</summary>
/// <remarks>
/// Nothing is shown for <see cref="SlackOptions.FirstWordsAfter"/> from the first word on, so that a quick answer costs one call. From then
/// on a loop of its own shows the text as often as the limits allow; the model never waits for Slack. The end shows the whole text, always.
/// </remarks>
internal sealed partial class ThreadAnswer : IAnswer
{
    /// <summary>Whoever begins an answer says in the same breath what is going on.</summary>
    private static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(20);

    private readonly Question _question;
    private readonly AnswerMessages _messages;
    private readonly ThreadStatus? _status;
    private readonly SlackOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly AnswerText _text = new();
    private CancellationTokenSource _ending = new();
    private Task _growing = Task.CompletedTask;
    private bool _isVoid;

    private ThreadAnswer(Question question, AnswerMessages messages, ThreadStatus? status, SlackOptions options, TimeProvider time, ILogger logger) =>
        (_question, _messages, _status, _options, _time, _logger) = (question, messages, status, options, time, logger);

    public static ThreadAnswer Begin(Question question, AnswerMessages messages, ThreadStatus? status, SlackOptions options, TimeProvider time, ILogger logger)
    {
        var answer = new ThreadAnswer(question, messages, status, options, time, logger);
        // What an earlier process has left of it must be known before anything is shown.
        if (question.Recovery is null) answer._growing = answer.GrowAsync();
        return answer;
    }

    public bool HasWords => _messages.HasWords;

    public async Task<bool> ResumeAsync()
    {
        if (await _messages.ResumeAsync()) return true;
        _growing = GrowAsync();
        return false;
    }

    public void Report(AnswerProgress progress) => _text.Report(progress);

    public void Append(string text) => _text.Append(text);

    public void AppendNote(string sentence) => _text.AppendNote(sentence);

    public void Restart()
    {
        _text.Clear();
        Volatile.Write(ref _isVoid, true);
        if (!_ending.IsCancellationRequested) return;

        // An ending was given up: what follows grows like the first.
        _ending.Dispose();
        _ending = new CancellationTokenSource();
        _growing = GrowAsync();
    }

    public async Task EndAsync(AnswerEnding ending, CancellationToken unwanted)
    {
        await _ending.CancelAsync();
        await _growing;
        if (ending is AnswerEnding.Apologised apology) _text.AppendNote(apology.Sentence);
        await DeliverAsync(ending, unwanted);
    }

    /// <summary>However it ended, or did not: nothing of it stays in Slack but its messages.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _growing;
        _messages.Dispose();
        if (_status is not null) await _status.DisposeAsync();
        _ending.Dispose();
    }

    private async Task DeliverAsync(AnswerEnding ending, CancellationToken unwanted)
    {
        if (Interlocked.Exchange(ref _isVoid, false)) await _messages.RestartAsync();
        switch (ending)
        {
            case AnswerEnding.Refused refused:
                await _messages.DeleteAllAsync();
                await _messages.WhisperAsync(refused.Sentence);
                break;
            case AnswerEnding.Withdrawn:
                await _messages.DeleteAllAsync();
                break;
            default:
                await _messages.EndAsync(_text.ToString(), _text.ToNotes(), AnswerFooter.Build(_question, ending), unwanted);
                break;
        }
    }

    /// <summary>Whatever the growing dies of, the ending shows the whole text.</summary>
    private async Task GrowAsync()
    {
        try
        {
            await ShowUntilEndedAsync();
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // What still waited to be shown is left to the ending.
        }
#pragma warning disable CA1031 // The border of what is only a preview.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.NotGrowing(_logger, failure, _question.Id);
        }
    }

    private async Task ShowUntilEndedAsync()
    {
        await UntilWordsAsync(Remaining(_options.StatusAfter));
        while (!_ending.IsCancellationRequested && !_text.Begun.IsCompleted)
        {
            await ShowProgressAsync();
            await UntilWordsAsync(_text.Progress is null ? Blink : _options.ProgressInterval);
        }

        await PauseAsync(_options.FirstWordsAfter);
        while (!_ending.IsCancellationRequested)
        {
            await ShowTextAsync();
            await PauseAsync(_options.ProgressInterval);
        }
    }

    private async Task ShowProgressAsync()
    {
        if (_text.Progress is not { } progress) return;
        var line = ProgressText.Of(progress);
        try
        {
            if (_status is null || !await _status.ShowAsync(line)) await _messages.ShowPlaceholderAsync($":hourglass_flowing_sand: Jamie {line}", _ending.Token);
        }
        catch (SlackException)
        {
            // Nothing is lost: Slack may have recovered by the end.
        }
    }

    /// <summary>A failure is left to the ending, which tries again and may fail aloud.</summary>
    private async Task ShowTextAsync()
    {
        try
        {
            if (Interlocked.Exchange(ref _isVoid, false)) await _messages.RestartAsync();
            var text = _text.ToString();
            if (text.Length > 0) await _messages.ShowAsync(text, _ending.Token);
        }
        catch (SlackException)
        {
            // Nothing is lost: the text is kept, and Slack may have recovered by the end.
        }
    }

    /// <summary>Of a time that runs from the question's receipt: an answer may begin when its asker has waited for long.</summary>
    private TimeSpan Remaining(TimeSpan time) =>
        time - _time.GetElapsedTime(_question.ReceivedAt) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    private async Task UntilWordsAsync(TimeSpan most) => await Task.WhenAny(_text.Begun, PauseAsync(most));

    private async Task PauseAsync(TimeSpan pause) =>
        await Task.Delay(pause, _time, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static partial class Log
    {
        [LoggerMessage(EventName = "slack.preview_failed", Level = LogLevel.Error, Message = "{JobId} is not shown growing any more; its end will show all of it")]
        public static partial void NotGrowing(ILogger logger, Exception failure, string jobId);
    }
}
