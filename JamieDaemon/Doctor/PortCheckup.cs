using System.Net;
using System.Net.Sockets;

namespace JamieDaemon.Doctor;

/// <summary>Whether the port of <c>/metrics</c> and <c>/health</c> is free, or a running Jamie has it.</summary>
/// <param name="http">Straight to this machine.</param>
/// <param name="port">Observability:Port.</param>
/// <param name="isLocal">Whether it serves this machine only.</param>
internal sealed class PortCheckup(HttpLook http, int port, bool isLocal) : ICheckup
{
    public string Name => "port";

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        if (CannotOpen() is not { } refusal) return Finding.Ok(Name, $"{port} is free");
        var health = await http.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}/health"));
        return Judge(port, refusal, health);
    }

    /// <param name="port">Its number.</param>
    /// <param name="refusal">Why it cannot be opened.</param>
    /// <param name="health">What answers to <c>/health</c> on it.</param>
    public static Finding Judge(int port, SocketError refusal, HttpAnswer health)
    {
        const string name = "port";
        if (refusal == SocketError.AccessDenied) return Finding.Fail(name, $"{port} may not be opened by this user", "Choose a port above 1023 with Observability:Port.");
        return health.Read(DoctorJsonContext.Default.RunningHealth) is { UptimeSeconds: not null, TelemetryEnabled: not null } jamie
            ? Finding.Ok(name, $"{port} is in use by a running Jamie, which says it is {jamie.Status} (version {jamie.Version})")
            : Finding.Fail(name, $"{port} is in use, and not by a Jamie", "Stop the program that holds it (ss -ltnp shows it), or choose another with Observability:Port.");
    }

    /// <summary>For a moment; a Jamie that starts in it tries again.</summary>
    private SocketError? CannotOpen()
    {
        try
        {
            using var listener = new TcpListener(isLocal ? IPAddress.Loopback : IPAddress.Any, port);
            listener.Start();
            return null;
        }
        catch (SocketException refused)
        {
            return refused.SocketErrorCode;
        }
    }
}

/// <summary>What tells <c>/health</c> of a Jamie from anybody else's.</summary>
internal sealed record RunningHealth(string? Status, string? Version, double? UptimeSeconds, bool? TelemetryEnabled);
