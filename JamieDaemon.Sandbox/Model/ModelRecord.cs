using System.Collections.Concurrent;
using System.Threading.Channels;

namespace JamieDaemon.Sandbox.Model;

/// <summary>How a generation ended.</summary>
public enum GenerationEnd
{
    /// <summary>The <c>done</c> line went out.</summary>
    Completed,

    /// <summary>The client closed the connection.</summary>
    Aborted,

    /// <summary>As a <see cref="ModelFault"/> wanted it.</summary>
    Failed,
}

/// <summary>What the server has seen: the latest requests, and how many answers are under way, whole or abandoned.</summary>
public sealed class ModelRecord
{
    private const int Kept = 256;

    private readonly ConcurrentQueue<ModelRequest> _requests = new();

    private readonly Channel<GenerationEnd> _ends = Channel.CreateBounded<GenerationEnd>(
        new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly int[] _ended = new int[Enum.GetValues<GenerationEnd>().Length];
    private int _open;
    private int _connections;

    /// <summary>The latest chats and generates, oldest first, at most 256.</summary>
    public IReadOnlyList<ModelRequest> Requests => [.. _requests];

    /// <summary>Generations under way, not counting those that wait for a slot.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Connections taken so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Ends in the order they happen; a test awaits one here instead of polling.</summary>
    public ChannelReader<GenerationEnd> Ends => _ends.Reader;

    public int Count(GenerationEnd end) => Volatile.Read(ref _ended[(int)end]);

    internal void Connected() => Interlocked.Increment(ref _connections);

    internal void Received(ModelRequest request)
    {
        _requests.Enqueue(request);
        if (_requests.Count > Kept)
        {
            _requests.TryDequeue(out _);
        }
    }

    internal void Started() => Interlocked.Increment(ref _open);

    internal void Ended(GenerationEnd end)
    {
        Interlocked.Decrement(ref _open);
        Interlocked.Increment(ref _ended[(int)end]);
        _ends.Writer.TryWrite(end);
    }
}
