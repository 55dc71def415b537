using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using JamieDaemon.Hosting;

namespace JamieDaemon.Observability.Otlp;

/// <summary>Files in PEM form for TLS; empty for none.</summary>
/// <param name="Authority">Who has signed the server's certificate.</param>
/// <param name="Client">Our own certificate.</param>
/// <param name="ClientKey">Its key.</param>
public sealed record OtlpCertificates(string Authority, string Client, string ClientKey)
{
    /// <summary>Reads them to see whether that can be done.</summary>
    /// <returns>The end of a sentence about them, or <see langword="null"/>.</returns>
    public string? FindProblem()
    {
        if (Client.Length > 0 != ClientKey.Length > 0) return "OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE and OTEL_EXPORTER_OTLP_CLIENT_KEY belong together: set both or none.";
        try
        {
            if (Authority.Length > 0 && ExtraTrust.Load(Authority).Count == 0) return $"OTEL_EXPORTER_OTLP_CERTIFICATE \"{Authority}\" holds no certificate in PEM form.";
            LoadClient()?.Dispose();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return $"OTEL_EXPORTER_OTLP_CERTIFICATE, _CLIENT_CERTIFICATE or _CLIENT_KEY cannot be read: {e.Message}";
        }
    }

    /// <summary>Our own certificate with its key; <see langword="null"/> for none.</summary>
    public X509Certificate2? LoadClient() => Client.Length > 0 ? X509Certificate2.CreateFromPemFile(Client, ClientKey) : null;
}
