using System.Collections.Concurrent;

namespace JamieDaemon.Sandbox.Slack;

/// <summary>What goes wrong on purpose; every setting may be changed while the workspace runs.</summary>
public sealed class SlackFaults
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<ScriptedAnswer>> _scripts = new();
    private readonly ConcurrentQueue<int> _refusals = new();

    /// <summary>Every Nth envelope is delivered twice, with the same ids; 0 for never.</summary>
    public int DuplicateEvery { get; set; }

    /// <summary>Splits websocket messages into fragments of at most that many bytes; 0 for whole messages.</summary>
    public int FragmentBytes { get; set; }

    /// <summary>Share (0 to 1) of Web API calls answered 429 with <c>Retry-After: 1</c>.</summary>
    public double TooManyRequests { get; set; }

    /// <summary>Share (0 to 1) of Web API calls answered 503; half of them take effect all the same.</summary>
    public double Unavailable { get; set; }

    /// <summary>
    /// Forgets what finds no open connection instead of trying again, as in Slack's outage of February 2025, whose events were never delivered.
    /// </summary>
    public bool ForgetsUnheard { get; set; }

    /// <summary>Answers every websocket handshake with 503, whatever its ticket.</summary>
    public bool RefusesHandshakes { get; set; }

    /// <summary>How long every Web API call waits before it takes effect.</summary>
    public TimeSpan ApiDelay { get; set; }

    /// <summary>The next call of that Web API method gets this answer; several queue up.</summary>
    public void Next(string method, ScriptedAnswer answer) => _scripts.GetOrAdd(method, _ => new()).Enqueue(answer);

    /// <summary>The next websocket handshakes are answered with these HTTP status codes, whatever their ticket.</summary>
    public void RefuseHandshakes(params ReadOnlySpan<int> statusCodes)
    {
        foreach (var status in statusCodes)
            _refusals.Enqueue(status);
    }

    internal ScriptedAnswer? TakeAnswer(string method) =>
        !_scripts.IsEmpty && _scripts.TryGetValue(method, out var script) && script.TryDequeue(out var answer) ? answer : null;

    internal int? TakeRefusal() => RefusesHandshakes ? 503 : _refusals.TryDequeue(out var status) ? status : null;
}
