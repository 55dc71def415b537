using JamieDaemon.Telemetry;

namespace JamieDaemon.Observability.Otlp;

/// <summary>Sends for an exporter, says what came in the way, and lets go when the process must end.</summary>
internal sealed class OtlpHandler(HttpMessageHandler inner, OtlpRoute route, TimeSpan timeout, CancellationToken closing) : DelegatingHandler(inner)
{
    /// <remarks>
    /// Exporters send from threads of their own and wait there. A synchronous request cannot be left while a name is looked up; an asynchronous one can.
    /// </remarks>
#pragma warning disable VSTHRD002 // The waiting thread is the exporter's own, and nothing comes back to it.
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing);
        try
        {
            var response = await base.SendAsync(request, either.Token).WaitAsync(either.Token);
            if (!response.IsSuccessStatusCode) route.Met($"HTTP {(int)response.StatusCode}");
            return response;
        }
        catch (OperationCanceledException)
        {
            route.Met(closing.IsCancellationRequested ? "no answer before the process ended" : $"no answer within {timeout.TotalSeconds:0.#} s");
            throw;
        }
        catch (HttpRequestException failure)
        {
            route.Met(SecretRedactor.Redact(failure.Message));
            throw;
        }
    }
}
