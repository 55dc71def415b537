using System.Collections.Concurrent;

namespace JamieDaemon.Sandbox.Model;

/// <summary>A way in which a chat may go wrong.</summary>
public enum ModelFault
{
    None,

    /// <summary>Takes the request and never says a word.</summary>
    Silence,

    /// <summary>Half the answer, then silence.</summary>
    Stall,

    /// <summary>Half the answer, then the connection breaks.</summary>
    Cut,

    /// <summary>Half the answer, then an <c>{"error":…}</c> line; the status was 200.</summary>
    ErrorLine,

    /// <summary>The whole answer, but no <c>done</c> line.</summary>
    NoDone,

    /// <summary><c>done_reason</c> "load" instead of an answer.</summary>
    OnlyLoad,

    /// <summary>503: the queue is full.</summary>
    Busy,

    /// <summary>500: the runner crashed.</summary>
    Crash,

    /// <summary>502 with the HTML page of a proxy.</summary>
    ProxyPage,
}

/// <summary>What the next chats are to suffer, one each, and what any of them may.</summary>
public sealed class ModelFaults
{
    private static readonly ModelFault[] All = [.. Enum.GetValues<ModelFault>().Where(static fault => fault != ModelFault.None)];

    private readonly ConcurrentQueue<ModelFault> _next = new();
    private readonly Lock _lock = new();
    private Random _random = new(0);
    private double _share;

    public void Add(ModelFault fault, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            _next.Enqueue(fault);
        }
    }

    /// <summary>From now on that share (0 to 1) of all chats goes wrong, in any way.</summary>
    public void Haunt(double share, int seed)
    {
        lock (_lock) (_share, _random) = (share, new Random(seed));
    }

    internal ModelFault Take()
    {
        if (_next.TryDequeue(out var fault)) return fault;
        lock (_lock) return _share > 0 && _random.NextDouble() < _share ? All[_random.Next(All.Length)] : ModelFault.None;
    }
}
