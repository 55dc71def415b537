using System.Net.Sockets;
using System.Text;

namespace JamieDaemon.Tests.Support;

/// <summary>What a service hears systemd by: a real Unix datagram socket, as a path or abstract.</summary>
internal sealed class ServiceManager : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly byte[] _buffer = new byte[4096];

    public ServiceManager(string address)
    {
        Address = address;
        _socket.Bind(new UnixDomainSocketEndPoint(address[0] == '@' ? $"\0{address[1..]}" : address));
    }

    public string Address { get; }

    /// <summary>The next datagram, as the lines it holds.</summary>
    public Task<string[]> NextAsync() => NextAsync(Limits.Token);

    /// <summary>The first datagram with that line; those before it are passed over.</summary>
    public async Task<string[]> WhenAsync(Func<string, bool> line)
    {
        var limit = Limits.Token;
        while (true)
        {
            if (await NextAsync(limit) is var lines && lines.Any(line)) return lines;
        }
    }

    /// <summary>What has come and nobody has read.</summary>
    public IReadOnlyList<string> Waiting()
    {
        var waiting = new List<string>();
        while (_socket.Available > 0) waiting.Add(Encoding.UTF8.GetString(_buffer, 0, _socket.Receive(_buffer)));
        return waiting;
    }

    private async Task<string[]> NextAsync(CancellationToken limit) => Encoding.UTF8.GetString(_buffer, 0, await _socket.ReceiveAsync(_buffer, limit)).Split('\n');

    public void Dispose() => _socket.Dispose();
}
