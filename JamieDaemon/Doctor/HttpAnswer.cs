using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace JamieDaemon.Doctor;

/// <summary>What came of one request.</summary>
internal sealed record HttpAnswer
{
    /// <summary>Why there is no answer; the rest is empty then.</summary>
    public HttpTrouble? Trouble { get; init; }

    public int Status { get; init; }

    public byte[] Body { get; init; } = [];

    public TimeSpan Took { get; init; }

    /// <summary>Slack's <c>x-oauth-scopes</c>: https://docs.slack.dev/authentication/installing-with-oauth</summary>
    public string? Scopes { get; init; }

    /// <summary>How far our clock is ahead of the server's <c>Date</c>, which knows whole seconds only.</summary>
    public TimeSpan? Ahead { get; init; }

    public static HttpAnswer NotTried(string why) => new() { Trouble = new HttpTrouble(HttpTroubleKind.NotTried, why) };

    /// <summary><see langword="null"/> when there is no answer, or none of this kind.</summary>
    public T? Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return Trouble is null ? JsonSerializer.Deserialize(Body, type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Why a request has no answer.</summary>
internal sealed record HttpTrouble(HttpTroubleKind Kind, string Words);

/// <summary>Where it ended.</summary>
internal enum HttpTroubleKind
{
    NotTried,
    Late,
    Name,
    Connection,
    Encryption,
    Proxy,
    Other,
}
