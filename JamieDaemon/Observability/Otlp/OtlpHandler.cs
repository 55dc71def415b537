using JamieDaemon.Telemetry;

namespace JamieDaemon.Observability.Otlp;

/// <summary>Sends for an exporter, says what came in the way, and lets go when the process must end.</summary>
internal sealed class OtlpHandler(HttpMessageHandler inner, OtlpTarget target, OtlpRoute route, CancellationToken closing) : DelegatingHandler(inner)
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
        foreach (var (name, value) in target.Headers) request.Headers.TryAddWithoutValidation(name, value);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing);
        try
        {
            var response = await base.SendAsync(request, either.Token).WaitAsync(either.Token);
            if (!response.IsSuccessStatusCode) route.Met($"HTTP {(int)response.StatusCode}");
            else if (await ExportAnswer.ReadAsync(response, target.IsGrpc, either.Token) is { Rejected: > 0 } answer) route.Rejected(answer.Rejected, answer.Why);
            return response;
        }
        catch (OperationCanceledException)
        {
            route.CouldNotReach(closing.IsCancellationRequested ? "no answer before the process ended" : $"no answer within {target.Timeout.TotalSeconds:0.#} s");
            throw;
        }
        catch (NoReceiverException stranger)
        {
            route.Met(stranger.Message);
            throw;
        }
        catch (HttpRequestException failure)
        {
            route.CouldNotReach(Why(failure));
            throw;
        }
    }

    /// <summary>With the innermost cause, for "an error occurred" and "see inner exception" help nobody; and without a dot, for a sentence goes on after it.</summary>
    private static string Why(HttpRequestException failure)
    {
        var (said, cause) = (failure.Message.TrimEnd('.'), failure.GetBaseException().Message.TrimEnd('.'));
        return SecretRedactor.Redact(said.Contains(cause, StringComparison.Ordinal) ? said : $"{said}: {cause}");
    }
}
