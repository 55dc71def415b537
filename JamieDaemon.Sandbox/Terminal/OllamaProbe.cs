using System.Text.Json;

namespace JamieDaemon.Sandbox.Terminal;

/// <summary>Finds out whether a real Ollama answers where <c>OLLAMA_URL</c> says.</summary>
internal static class OllamaProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <returns>Its version; null when nobody answers like an Ollama.</returns>
    public static async Task<string?> VersionAsync(Uri url, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var version = JsonDocument.Parse(await http.GetStringAsync(new Uri(url, "/api/version"), cancellationToken));
            return version.RootElement.GetProperty("version").GetString();
        }
        catch (Exception silent) when (
            silent is HttpRequestException or JsonException or InvalidOperationException or KeyNotFoundException
            || (silent is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
