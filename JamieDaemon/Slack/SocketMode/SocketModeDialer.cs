using System.Net.WebSockets;
using JamieDaemon.Hosting;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.SocketMode;

/// <summary>Opens one socket: a fresh address from Slack, the websocket handshake, the hello.</summary>
public sealed class SocketModeDialer(
    SlackWebApiClient slack,
    NetworkHandlers network,
    ISocketModeInbox inbox,
    SocketModeMetrics metrics,
    TimeProvider time,
    ILogger<SocketModeConnection> logger) : IDisposable
{
    /// <summary>For the handshake, and again for the hello.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Untraced: a span would show the address, which is a ticket.</summary>
    private readonly HttpMessageInvoker _http = new(network.CreateUntraced());

    public void Dispose() => _http.Dispose();

    /// <exception cref="SlackException">Slack gave no address.</exception>
    /// <exception cref="SocketModeDialException">The address did not become a live socket. It is spent either way: the next attempt needs a new one.</exception>
    public async Task<(SocketModeConnection Connection, Hello Hello)> DialAsync(CancellationToken cancellationToken)
    {
        var address = await slack.AppsConnectionsOpenAsync(cancellationToken);
        var connection = SocketModeConnection.Start(await ShakeHandsAsync(address, cancellationToken), inbox, metrics, time, logger);
        try
        {
            await Task.WhenAny(connection.Hello, connection.RefreshRequested).WaitAsync(Patience, time, cancellationToken);
            if (connection.Hello.IsCompleted && await connection.Hello is { } hello) return (connection, hello);
            throw new SocketModeDialException(Reason(connection.End), connection.End);
        }
        catch (TimeoutException timeout)
        {
            await connection.DisposeAsync();
            throw new SocketModeDialException($"Slack did not say hello within {Patience.TotalSeconds} s.", SocketModeEnd.None, timeout);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static string Reason(SocketModeEnd end) => end switch
    {
        SocketModeEnd.LinkDisabled => "Socket Mode is switched off: switch it on in the app's settings.",
        SocketModeEnd.TooManyWebsockets => "The app has as many sockets open as Slack allows (10): who else uses its app-level token?",
        _ => "Slack closed the socket before it said hello.",
    };

    private async Task<WebSocket> ShakeHandsAsync(Uri address, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var socket = new ClientWebSocket();

        // Slack pings every 30 s and answers a client's ping with an altered text, which .NET takes for no answer. An interval above 30 s
        // keeps .NET silent while Slack talks, and finds a half-open socket within a minute.
        socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(40);
        socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(20);
        try
        {
            await socket.ConnectAsync(address, _http, either.Token);
            return socket;
        }
        catch (Exception failed) when (failed is WebSocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            var reason = timeout.IsCancellationRequested ? $"no answer within {Patience.TotalSeconds} s" : failed.Message;
            throw new SocketModeDialException($"The websocket handshake with {address.Host} failed: {reason}", SocketModeEnd.None, failed);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
