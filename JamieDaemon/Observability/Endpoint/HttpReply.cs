namespace JamieDaemon.Observability.Endpoint;

/// <summary>An answer before it is written: the status, the body, and the headers that only this answer needs.</summary>
public sealed record HttpReply(
    int Status, string ContentType, ReadOnlyMemory<byte> Body, params (string Name, string Value)[] Headers)
{
    public static HttpReply Text(int status, string text, params (string Name, string Value)[] headers) =>
        new(status, "text/plain; charset=utf-8", System.Text.Encoding.UTF8.GetBytes(text + "\n"), headers);

    public static HttpReply Json(int status, byte[] body) =>
        new(status, "application/json; charset=utf-8", body, ("Cache-Control", "no-store"));
}
