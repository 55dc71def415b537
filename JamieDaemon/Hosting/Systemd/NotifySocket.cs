using System.Net.Sockets;

namespace JamieDaemon.Hosting.Systemd;

/// <summary>Where the service manager hears from the services that it has started: one datagram for each thing to say.</summary>
/// <param name="address">A path, or <c>@</c> and the name of an abstract socket.</param>
/// <seealso href="https://www.freedesktop.org/software/systemd/man/252/sd_notify.html"/>
internal sealed class NotifySocket(string address) : IDisposable
{
    /// <summary>The environment variable that names it.</summary>
    public const string Variable = "NOTIFY_SOCKET";

    /// <summary>A manager that reads nothing any more must not hold up a thread for good.</summary>
    private const int PatienceMilliseconds = 1000;

    private Socket? _socket;

    /// <summary>Never throws: without its manager the service does what it is there for all the same.</summary>
    /// <param name="message">Lines of <c>NAME=value</c>.</param>
    /// <returns>What is wrong, if anything is.</returns>
    public string? Send(string message)
    {
        try
        {
            if (address is not ['/' or '@', _, ..]) return $"{Variable} is neither a path nor the name of an abstract socket";
            _socket ??= new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { SendTimeout = PatienceMilliseconds };
            // Named each time and never connected: a manager that executes itself anew may bind its socket again.
            _socket.SendTo(System.Text.Encoding.UTF8.GetBytes(message), new UnixDomainSocketEndPoint(address[0] == '@' ? $"\0{address[1..]}" : address));
            return null;
        }
        catch (Exception failure) when (failure is SocketException or ArgumentException or PlatformNotSupportedException or ObjectDisposedException)
        {
            return failure.Message;
        }
    }

    public void Dispose() => _socket?.Dispose();
}
