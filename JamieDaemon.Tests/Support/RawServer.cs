using System.Net;
using System.Net.Sockets;
using System.Text;

namespace JamieDaemon.Tests.Support;

/// <summary>A server that answers each connection's first request with exactly the given bytes and then hangs up.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly byte[][] _pieces;
    private readonly Task _loop;

    public RawServer(params string[] pieces)
    {
        _pieces = Array.ConvertAll(pieces, Encoding.UTF8.GetBytes);
        _listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _loop = ServeAsync();
    }

    public Uri Url { get; }

    /// <summary>Head and body of the latest request.</summary>
    public string Request { get; private set; } = "";

    /// <summary>Connections taken so far.</summary>
    public int Connections { get; private set; }

    /// <summary>A 200 with these lines as its body, ended by hanging up.</summary>
    public static RawServer Lines(params string[] lines) => new(
        ["HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nConnection: close\r\n\r\n", .. lines.Select(line => line + "\n")]);

    public static RawServer Status(int status, string body, string headers = "") => new(
        $"HTTP/1.1 {status} Status\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n{headers}\r\n{body}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Connections++;
                client.NoDelay = true;
                var stream = client.GetStream();
                Request = await ReadRequestAsync(stream);
                foreach (var piece in _pieces)
                {
                    await stream.WriteAsync(piece, _stop.Token);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException)
        {
            // Stopped, or the client left first.
        }
    }

    private async Task<string> ReadRequestAsync(NetworkStream stream)
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            var count = await stream.ReadAsync(buffer.AsMemory(length), _stop.Token);
            length += count;
            var text = Encoding.UTF8.GetString(buffer, 0, length);
            var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (count == 0 || (head >= 0 && length >= head + 4 + ContentLength(text[..head])))
            {
                return text;
            }
        }
    }

    private static int ContentLength(string head) => head.Split("\r\n")
        .Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
        .Select(line => int.Parse(line["Content-Length:".Length..]))
        .FirstOrDefault();
}
