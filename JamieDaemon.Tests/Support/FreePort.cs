using System.Net;
using System.Net.Sockets;

namespace JamieDaemon.Tests.Support;

/// <summary>A loopback port that nobody holds at the moment; HttpListener cannot choose one itself.</summary>
internal static class FreePort
{
    public static int Next()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
