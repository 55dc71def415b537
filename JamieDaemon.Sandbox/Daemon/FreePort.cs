using System.Net;
using System.Net.Sockets;

namespace JamieDaemon.Sandbox.Daemon;

/// <summary>Finds a TCP port nobody listens on. Somebody may take it before it is used; the daemon survives that.</summary>
internal static class FreePort
{
    public static int Find() => TryListen(0)!.Value;

    /// <summary>The preferred port when it is free, else any.</summary>
    public static int Find(int preferred) => TryListen(preferred) ?? Find();

    private static int? TryListen(int port)
    {
        using var listener = new TcpListener(IPAddress.Any, port);
        try
        {
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException) when (port != 0)
        {
            return null;
        }
    }
}
