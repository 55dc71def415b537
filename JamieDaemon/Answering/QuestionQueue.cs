using System.Threading.Channels;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Answering;

/// <summary>The bounded hand-over from the chat to the workers.</summary>
/// <remarks>
/// A place is reserved before a question is accepted, so what was accepted can always be queued and what cannot be queued is refused
/// before anybody promised anything. A place is free again as soon as a worker has taken the question, or nobody wants it any more.
/// Who is served next is <see cref="FairLine"/>'s to say.
/// </remarks>
public sealed class QuestionQueue(JobObserver observer, IOptions<AnsweringOptions> options)
{
    /// <summary>
    /// Calls one worker for each question. A question that nobody wants any more leaves its call behind, so there may be more calls than questions,
    /// never fewer: also when the channel is full, and drops one.
    /// </summary>
    private readonly Channel<bool> _calls = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(options.Value.QueueCapacity) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly Lock _lock = new();
    private readonly FairLine _waiting = new();
    private int _reserved;
    private bool _isCompleted;
    private bool _isLeft;

    public int Capacity => options.Value.QueueCapacity;

    /// <summary>Places that are taken: reserved, or held by a question that is still wanted. Never above <see cref="Capacity"/>.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _reserved + _waiting.Count;
        }
    }

    /// <summary>Takes a place, to be used with <see cref="Enqueue"/> or given back with <see cref="Release"/>.</summary>
    /// <returns><see langword="false"/> when every place is taken: the asker must be told.</returns>
    public bool TryReserve()
    {
        lock (_lock)
        {
            if (_reserved + _waiting.Count >= Capacity) return false;
            _reserved++;
            return true;
        }
    }

    /// <summary>Gives a reserved place back unused.</summary>
    public void Release()
    {
        lock (_lock) _reserved--;
    }

    /// <summary>Puts a question on its reserved place; the place is free again when the question was stopped before.</summary>
    /// <returns><see langword="false"/> once the queue is completed: the process is stopping.</returns>
    public bool Enqueue(OpenQuestion open)
    {
        lock (_lock)
        {
            _reserved--;
            if (_isCompleted) return false;
            AskerTurns.Place place = default;
            var isWanted = open.TryWait(ifUnwanted: () =>
            {
                // Whoever is this quick waits here until there is a place to leave.
                lock (_lock) place.Leave();
            });
            if (!isWanted) return true;
            // Before anybody can take it: a life begins with its creation.
            observer.Created(open.Job, _waiting.Count + 1);
            place = _waiting.Add(open);
        }

        _calls.Writer.TryWrite(true);
        return true;
    }

    /// <summary>
    /// Takes the next question that is still wanted: it is the caller's to see through. <see langword="null"/> when the queue is completed and empty.
    /// </summary>
    public async ValueTask<OpenQuestion?> DequeueAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                // Not WaitToReadAsync, which would wake every idle worker for each question.
                await _calls.Reader.ReadAsync(cancellationToken);
                if (TakeFirst() is { } first) return first;
            }
        }
        catch (ChannelClosedException)
        {
            return TakeFirst();
        }
    }

    /// <summary>Those that wait for a worker, in the order in which they are served if nobody else comes.</summary>
    public IReadOnlyList<OpenQuestion> InOrder()
    {
        lock (_lock) return _waiting.InOrder();
    }

    /// <summary>Nothing more comes in.</summary>
    /// <param name="leaveRest">Whether what is queued is left where it is; else it can still be taken.</param>
    public void Complete(bool leaveRest = false)
    {
        lock (_lock) (_isCompleted, _isLeft) = (true, leaveRest);
        _calls.Writer.TryComplete();
    }

    private OpenQuestion? TakeFirst()
    {
        lock (_lock)
        {
            while (!_isLeft && _waiting.Count > 0)
            {
                var first = _waiting.TakeFirst();
                if (first.TryTake()) return first;
            }

            return null;
        }
    }
}
