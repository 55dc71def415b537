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

/// <summary>What the next chats are to suffer, one each.</summary>
public sealed class ModelFaults
{
    private readonly ConcurrentQueue<ModelFault> _next = new();

    public void Add(ModelFault fault, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            _next.Enqueue(fault);
        }
    }

    internal ModelFault Take() => _next.TryDequeue(out var fault) ? fault : ModelFault.None;
}
