using System.Net.Sockets;
using System.Text;

namespace JamieDaemon.Tests.Support;

/// <summary>A websocket client down at the bytes, to see and to send what no library would.</summary>
internal sealed class RawFrames : IDisposable
{
    private readonly TcpClient _tcp = new();
    private readonly CancellationToken _patience;

    private RawFrames(CancellationToken patience) => _patience = patience;

    public static async Task<RawFrames> ConnectAsync(Uri url, CancellationToken patience)
    {
        var client = new RawFrames(patience);
        await client._tcp.ConnectAsync(url.Host, url.Port, patience);
        await client.SendAsync(Encoding.ASCII.GetBytes(
            $"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        client.Handshake = await client.ReadHeadersAsync();
        return client;
    }

    public string Handshake { get; private set; } = "";

    public Task SendAsync(byte[] bytes) => _tcp.GetStream().WriteAsync(bytes, _patience).AsTask();

    /// <summary>Sends a masked frame; the mask is zero, so the payload goes as it is.</summary>
    public Task SendFrameAsync(byte first, byte[] payload)
    {
        byte[] length = payload.Length < 126
            ? [(byte)(0x80 | payload.Length)]
            : [0xFE, (byte)(payload.Length >> 8), (byte)payload.Length];
        return SendAsync([first, .. length, 0, 0, 0, 0, .. payload]);
    }

    /// <summary>The next frame's first byte and payload.</summary>
    public async Task<(byte First, byte[] Payload)> ReadFrameAsync()
    {
        var header = await ReadAsync(2);
        var length = header[1] switch
        {
            126 => await ReadAsync(2) is var bytes ? (bytes[0] << 8) | bytes[1] : 0,
            var small => small,
        };
        return (header[0], await ReadAsync(length));
    }

    public void Dispose() => _tcp.Dispose();

    private async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        await _tcp.GetStream().ReadExactlyAsync(bytes, _patience);
        return bytes;
    }

    private async Task<string> ReadHeadersAsync()
    {
        var headers = new StringBuilder();
        while (!headers.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            headers.Append((char)(await ReadAsync(1))[0]);
        return headers.ToString();
    }
}
