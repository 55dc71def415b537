namespace JamieDaemon.Observability.Otlp;

/// <summary>Somebody else answered: a proxy that wants a login, a web page.</summary>
/// <remarks>An <see cref="HttpRequestException"/>, so that the SDK's exporter counts the export as failed.</remarks>
internal sealed class NoReceiverException(string? type) : HttpRequestException($"answered {type ?? "what has no content type"}, no OTLP receiver");
