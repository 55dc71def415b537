using System.Net;
using System.Net.Sockets;

namespace JamieDaemon.Sandbox.Daemon;

/// <summary>Finds a TCP port nobody listens on, another one each time. Somebody may take it before it is used; the daemon survives that.</summary>
internal static class FreePort
{
    // Below those that Linux hands out itself (ip_local_port_range, 32768 and up): a client's own end cannot take one of these meanwhile, and no
    // client that knocks at a port where nobody listens yet is connected with itself (TCP's simultaneous open, RFC 9293, 3.5).
    private const int First = 15_000;
    private const int Count = 17_000;

    // Each process begins elsewhere.
    private static int _at = Environment.ProcessId * 97;

    public static int Find()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _at) % Count);
            if (IsFree(port)) return port;
        }

        throw new InvalidOperationException($"Not one port between {First} and {First + Count} is free.");
    }

    /// <summary>The preferred port when it is free, else any.</summary>
    public static int Find(int preferred) => IsFree(preferred) ? preferred : Find();

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Any, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
