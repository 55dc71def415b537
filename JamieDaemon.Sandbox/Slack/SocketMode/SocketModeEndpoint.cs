using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace JamieDaemon.Sandbox.Slack.SocketMode;

/// <summary>
/// Serves <c>/link/</c>. It upgrades by hand because Kestrel's own websockets can neither send pings with text,
/// nor altered pongs, nor fragments of a chosen size, nor freeze.
/// </summary>
internal sealed class SocketModeEndpoint(
    SlackSockets sockets,
    ConnectionTickets tickets,
    Deliveries deliveries,
    Agenda agenda,
    SlackTeam team,
    SlackWorkspaceOptions options)
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(30);

    private readonly SocketEnvironment _environment = new(options, agenda)
    {
        Received = deliveries.Receive,
        Reported = sockets.Report,
        Ended = sockets.Remove,
    };

    public async Task HandleAsync(HttpContext context)
    {
        var status = options.Faults.TakeRefusal() ?? Check(context);
        if (status != StatusCodes.Status101SwitchingProtocols)
        {
            context.Response.StatusCode = status;
            return;
        }

        context.Response.Headers.SecWebSocketAccept = AcceptKey(context.Request.Headers.SecWebSocketKey.ToString());
        context.Response.Headers.Upgrade = "websocket";
        var stream = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        // Not HttpContext.Abort: it throws once the request is over, and a socket may be killed at any time.
        var connection = context.Features.GetRequiredFeature<IConnectionLifetimeFeature>();
        await ServeAsync(new SlackSocket(stream, connection.Abort, _environment), context.RequestAborted);
    }

    private async Task ServeAsync(SlackSocket socket, CancellationToken aborted)
    {
        if (!sockets.TryOpen(socket, team))
        {
            socket.Close(1000, "");
            await socket.RunAsync(aborted);
            return;
        }

        try
        {
            await using var pings = options.Time.CreateTimer(_ => socket.Ping(), null, PingEvery, PingEvery);
            await socket.RunAsync(aborted);
        }
        finally
        {
            sockets.Remove(socket);
        }
    }

    private int Check(HttpContext context)
    {
        var headers = context.Request.Headers;
        var isUpgrade = context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true };
        if (!isUpgrade || headers.SecWebSocketKey.Count != 1)
            return StatusCodes.Status400BadRequest;
        if (headers.SecWebSocketVersion != "13")
            return StatusCodes.Status426UpgradeRequired;
        if (context.Request.Query["app_id"] != team.AppId)
            return StatusCodes.Status404NotFound;
        return tickets.Use(context.Request.Query["ticket"]);
    }

    /// <summary>RFC 6455, section 1.3.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 6455 prescribes SHA-1; it protects nothing here.")]
    private static string AcceptKey(string key) =>
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
}
