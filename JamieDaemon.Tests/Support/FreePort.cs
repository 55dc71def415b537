using System.Net;
using System.Net.Sockets;

namespace JamieDaemon.Tests.Support;

/// <summary>A port that was free a moment ago, for listeners that cannot take port 0.</summary>
internal static class FreePort
{
    public static int Next()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
