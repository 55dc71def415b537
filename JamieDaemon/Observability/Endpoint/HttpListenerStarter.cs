using System.Net;
using System.Runtime.CompilerServices;

namespace JamieDaemon.Observability.Endpoint;

/// <summary>Starts an <see cref="HttpListener"/>, also while clients are already knocking.</summary>
public static class HttpListenerStarter
{
    private const int MaximumTries = 10;

    /// <summary>Throws <see cref="HttpListenerException"/> when the port belongs to somebody else.</summary>
    public static HttpListener Start(string address, int port)
    {
        var raced = false;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return StartOnce(address, port);
            }
            catch (Exception exception) when (attempt < MaximumTries && (raced || exception is not HttpListenerException))
            {
                // A client that connects during Start makes it throw (ArgumentNullException from
                // HttpEndPointListener.ProcessAccept) and leak its socket, so the port stays "in use" by ourselves until the
                // finalizer has closed that socket.
                raced = true;
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
    }

    // Not inlined: the failed listener must be out of every live frame before the collection above.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static HttpListener StartOnce(string address, int port)
    {
        var listener = new HttpListener();
        try
        {
            // A prefix answers only to the Host it names, and only at the first address of that name: where "localhost" is ::1
            // first, "Host: localhost" at 127.0.0.1 gets HttpListener's own 404, and nothing can be added to change that
            // (GetEPListener in https://github.com/dotnet/runtime/blob/main/src/libraries/System.Net.HttpListener/src/System/Net/Managed/HttpEndPointManager.cs).
            string[] hosts = address is "localhost" or "127.0.0.1" ? ["localhost", "127.0.0.1"] : ["+"];
            foreach (var host in hosts) listener.Prefixes.Add($"http://{host}:{port}/");
            listener.Start();
            return listener;
        }
        catch
        {
            listener.Close();
            throw;
        }
    }
}
