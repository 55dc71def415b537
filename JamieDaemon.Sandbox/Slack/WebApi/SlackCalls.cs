using System.Collections.Concurrent;

namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>
/// How often each Web API method was called, and what came of it: <c>ok</c>, Slack's error code, <c>http 503</c> or <c>cut</c>.
/// </summary>
public sealed class SlackCalls
{
    private readonly ConcurrentDictionary<string, int> _arrived = new();
    private readonly ConcurrentDictionary<(string Method, string Outcome), int> _answered = new();

    internal SlackCalls()
    {
    }

    /// <summary>Calls that have arrived, answered or not, faults included.</summary>
    public int Of(string method) => _arrived.GetValueOrDefault(method);

    /// <summary>Calls that were answered so.</summary>
    public int Of(string method, string outcome) => _answered.GetValueOrDefault((method, outcome));

    /// <summary>Every count of answers, by method and outcome.</summary>
    public IReadOnlyDictionary<(string Method, string Outcome), int> Answered() =>
        new Dictionary<(string, string), int>(_answered);

    internal void Arrive(string method) => _arrived.AddOrUpdate(method, 1, (_, count) => count + 1);

    internal void Answer(string method, string outcome) =>
        _answered.AddOrUpdate((method, outcome), 1, (_, count) => count + 1);
}
