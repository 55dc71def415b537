using System.Net;
using System.Net.Http.Headers;

namespace JamieDaemon.Slack.WebApi;

/// <summary>A request's body that knows whether it began to leave: until then the request cannot have had an effect.</summary>
internal sealed class SlackBody : HttpContent
{
    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");
    private static readonly MediaTypeHeaderValue Form = new("application/x-www-form-urlencoded");
    private readonly byte[] _bytes;

    public SlackBody(byte[] bytes, bool json)
    {
        _bytes = bytes;
        Headers.ContentType = json ? Json : Form;
    }

    public bool HasLeft { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        HasLeft = true;
        return stream.WriteAsync(_bytes, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }
}
