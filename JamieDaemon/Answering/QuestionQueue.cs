using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Answering;

/// <summary>The bounded hand-over from the chat to the workers.</summary>
/// <remarks>
/// A place is reserved before a question is accepted, so what was accepted can always be queued and what cannot be queued is refused
/// before anybody promised anything. A place is free again as soon as a worker has taken the question.
/// </remarks>
public sealed class QuestionQueue(OpenQuestions questions, IOptions<AnsweringOptions> options)
{
    private readonly Channel<OpenQuestion> _channel = Channel.CreateBounded<OpenQuestion>(
        new BoundedChannelOptions(options.Value.QueueCapacity) { FullMode = BoundedChannelFullMode.Wait });

    private int _taken;

    public int Capacity => options.Value.QueueCapacity;

    /// <summary>Reserved and queued questions; never above <see cref="Capacity"/>.</summary>
    public int Count => Math.Min(Volatile.Read(ref _taken), Capacity);

    /// <summary>Takes a place, to be used with <see cref="Enqueue"/> or given back with <see cref="Release"/>.</summary>
    /// <returns><see langword="false"/> when every place is taken: the asker must be told.</returns>
    public bool TryReserve()
    {
        if (Interlocked.Increment(ref _taken) <= Capacity) return true;
        Release();
        return false;
    }

    /// <summary>Gives a reserved place back unused.</summary>
    public void Release() => Interlocked.Decrement(ref _taken);

    /// <summary>Puts a question on its reserved place.</summary>
    /// <returns><see langword="false"/> once the queue is completed: the process is stopping.</returns>
    public bool Enqueue(Question question)
    {
        var open = questions.Add(question);
        if (_channel.Writer.TryWrite(open)) return true;
        questions.Remove(open);
        Release();
        return false;
    }

    /// <summary>
    /// Takes the next question that is still wanted: it is the caller's to see through. <see langword="null"/> when the queue is completed and empty.
    /// </summary>
    public async ValueTask<OpenQuestion?> DequeueAsync(CancellationToken cancellationToken)
    {
        while (await _channel.Reader.WaitToReadAsync(cancellationToken))
        {
            if (!_channel.Reader.TryRead(out var question)) continue;
            Release();
            if (question.TryTake()) return question;
        }

        return null;
    }

    /// <summary>Nothing more comes in; what is queued can still be taken.</summary>
    public void Complete() => _channel.Writer.TryComplete();
}
