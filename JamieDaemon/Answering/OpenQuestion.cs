using JamieDaemon.Telemetry;

namespace JamieDaemon.Answering;

#pragma warning disable CA1001 // Without a timer and a wait handle it holds nothing to dispose of, and a late stop may still come.
/// <summary>A question from its acceptance to the end of its answer: it can be stopped and changed on the way.</summary>
/// <remarks>Stopped while it waits, it is never taken; stopped while it is worked on, its <see cref="Run"/> is cancelled.</remarks>
public sealed class OpenQuestion
#pragma warning restore CA1001
{
    private readonly Lock _lock = new();
    private Action? _ifUnwanted;
    private Question _question;
    private CancellationTokenSource _run = new();
    private IAnswer? _answer;
    private Stop? _stop;
    private bool _isTaken;
    private bool _isWhole;
    private bool _isClosed;

    /// <param name="question">As it was asked.</param>
    internal OpenQuestion(Question question) => (_question, Job) = (question, question.ToJob());

    /// <summary>As it was asked, or changed since.</summary>
    public Question Question
    {
        get
        {
            lock (_lock) return _question;
        }
    }

    /// <summary>Cancelled when it is stopped, or changed under way: then the next run has another token.</summary>
    public CancellationToken Run
    {
        get
        {
            lock (_lock) return _run.Token;
        }
    }

    /// <summary>Why it is to end without an answer; <see langword="null"/> while nobody wants that.</summary>
    public Stop? StopRequest
    {
        get
        {
            lock (_lock) return _stop;
        }
    }

    /// <summary>Whether its answer is whole, and on its way to the chat.</summary>
    internal bool IsWhole
    {
        get
        {
            lock (_lock) return _isWhole && !_isClosed && _stop is null;
        }
    }

    /// <summary>Whether its answer is still being made; one that is whole may stand in the chat already, before the chat has said so.</summary>
    internal bool IsAtWork
    {
        get
        {
            lock (_lock) return !_isWhole && !_isClosed && _stop is null;
        }
    }

    /// <summary>Its ids, for whoever works on it.</summary>
    internal JobContext Job { get; }

    /// <summary>Its answer, begun once, by whoever has something to show first.</summary>
    internal IAnswer Answer(IAnswerSink sink)
    {
        lock (_lock) return _answer ??= Begin(sink);
    }

    /// <summary>Tells whoever waits for a worker what is going on; nothing once it was taken, since then others know better.</summary>
    internal void ReportWaiting(IAnswerSink sink, AnswerProgress progress)
    {
        lock (_lock)
        {
            if (!_isTaken && _stop is null) (_answer ??= Begin(sink)).Report(progress);
        }
    }

    /// <summary>
    /// Its answer is whole and is being delivered: as long as nobody has seen a word it can still be stopped, and until it is closed deleted and changed.
    /// <see langword="false"/> when somebody was faster, and <paramref name="run"/> is the one for it no more.
    /// </summary>
    internal bool TryDeliver(CancellationToken run)
    {
        lock (_lock) return _isWhole = run == _run.Token && _stop is null;
    }

    /// <summary>
    /// From now on it can be neither stopped nor changed: its answer is delivered. <see langword="false"/> when somebody was faster, and
    /// <paramref name="run"/> is the one for it no more.
    /// </summary>
    internal bool TryClose(CancellationToken run)
    {
        lock (_lock)
        {
            _isClosed |= run == _run.Token && _stop is null;
            return _isClosed;
        }
    }

    /// <summary>From now on its answer is being waited for, and its deadline runs.</summary>
    /// <param name="at">Now, as a <see cref="TimeProvider"/> timestamp.</param>
    internal void TakeUp(long at)
    {
        lock (_lock) _question = _question with { TakenUpAt = at };
    }

    /// <summary>It stands in line. <see langword="false"/> when nobody wants it any more, and whoever has stopped it has it ended.</summary>
    /// <param name="ifUnwanted">Hears of it when it is stopped before anybody has taken it.</param>
    internal bool TryWait(Action ifUnwanted)
    {
        lock (_lock)
        {
            if (_stop is not null) return false;
            _ifUnwanted = ifUnwanted;
            return true;
        }
    }

    /// <summary>Takes it to work on. <see langword="false"/> when it was stopped, or taken, before.</summary>
    internal bool TryTake()
    {
        lock (_lock) return !_isTaken && _stop is null && (_isTaken = true);
    }

    /// <summary>Takes it to end it unanswered. <see langword="false"/> unless it was stopped while it waited.</summary>
    internal bool TryTakeStopped()
    {
        lock (_lock) return !_isTaken && _stop is not null && (_isTaken = true);
    }

    /// <summary>Ends it without an answer. <see langword="false"/> when that was asked for before, or is too late: nobody stops what is whole and seen.</summary>
    internal bool TryStop(Stop stop)
    {
        CancellationTokenSource run;
        Action? ifUnwanted;
        lock (_lock)
        {
            if (_stop is not null || _isClosed) return false;
            if (_isWhole && IsTooLateFor(stop.Cause)) return false;
            (_stop, run, ifUnwanted) = (stop, _run, _isTaken ? null : _ifUnwanted);
        }

        ifUnwanted?.Invoke();

        // The callbacks abort connections: not on the caller's time, who may be a socket's receive loop.
        _ = run.CancelAsync();
        return true;
    }

    /// <summary>
    /// Puts other words in its place; a run under way is cancelled, to begin anew. <see langword="false"/> when it is too late for that, or it has these
    /// words already, or later ones: the chat may deliver changes out of their order.
    /// </summary>
    internal bool TryChange(string text, DateTimeOffset at)
    {
        CancellationTokenSource? run = null;
        lock (_lock)
        {
            if (_stop is not null || _isClosed || at < _question.ChangedAt) return false;
            var before = _question.Text;
            _question = _question with { Text = text, ChangedAt = at };
            if (before == text) return false;
            if (_isTaken) (run, _run, _isWhole) = (_run, new CancellationTokenSource(), false);
        }

        _ = run?.CancelAsync();
        return true;
    }

    /// <summary>What is whole is not late any more; and nobody takes back words that somebody may have seen, but their author.</summary>
    private bool IsTooLateFor(StopCause cause) => cause == StopCause.Late || (cause == StopCause.Asked && _answer is { HasWords: true });

    /// <summary>An answer may grow on a loop of its own, which then works for this question whoever has begun it.</summary>
    private IAnswer Begin(IAnswerSink sink)
    {
        using var job = Job.Enter();
        return sink.Begin(_question);
    }
}

/// <summary>The wish that a question be left.</summary>
/// <param name="Cause">Why.</param>
/// <param name="By">The chat's id of who wishes it; <see langword="null"/> when nobody in particular does.</param>
public sealed record Stop(StopCause Cause, string? By = null);

/// <summary>Why a question is left.</summary>
public enum StopCause
{
    /// <summary>Somebody said stop.</summary>
    Asked,

    /// <summary>The question was deleted.</summary>
    Deleted,

    /// <summary>Its deadline is over.</summary>
    Late,
}
