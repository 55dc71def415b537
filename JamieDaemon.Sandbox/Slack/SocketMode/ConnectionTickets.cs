using System.Collections.Concurrent;

namespace JamieDaemon.Sandbox.Slack.SocketMode;

/// <summary>The tickets in the URLs of <c>apps.connections.open</c>; each opens one websocket.</summary>
internal sealed class ConnectionTickets
{
    private readonly ConcurrentDictionary<string, bool> _used = new();

    public string Issue()
    {
        var ticket = Guid.NewGuid().ToString();
        _used[ticket] = false;
        return ticket;
    }

    /// <summary>The HTTP status of a handshake with that ticket: 101 once, 409 when spent, 404 when never issued.</summary>
    public int Use(string? ticket)
    {
        if (ticket is null || !_used.ContainsKey(ticket))
            return 404;
        return _used.TryUpdate(ticket, newValue: true, comparisonValue: false) ? 101 : 409;
    }
}
