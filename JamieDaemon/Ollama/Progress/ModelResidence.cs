namespace JamieDaemon.Ollama.Progress;

/// <summary>Whether a model is in the server's memory.</summary>
internal enum ModelResidence
{
    /// <summary>The server did not say.</summary>
    Unknown,

    /// <summary>Not, or not wholly.</summary>
    Absent,

    /// <summary>It is.</summary>
    Loaded,
}

/// <summary>Reads it out of <c>/api/ps</c>.</summary>
internal static class ModelResidenceReader
{
    /// <summary>Looks twice where one look does not tell.</summary>
    /// <remarks>
    /// Some versions list a model while they are still loading it. They have no end of its stay then and make one up at each look,
    /// "now and the keep-alive" (https://github.com/ollama/ollama/blob/main/server/routes.go, PsHandler): an end that moves means
    /// that no request has been through since it began to load.
    /// </remarks>
    public static async Task<ModelResidence> ReadAsync(
        OllamaServerClient server, string model, CancellationToken cancellationToken)
    {
        try
        {
            var first = await FindAsync(server, model, cancellationToken);
            if (first is null)
            {
                return ModelResidence.Absent;
            }

            var second = await FindAsync(server, model, cancellationToken);
            return second?.ExpiresAt == first.ExpiresAt ? ModelResidence.Loaded : ModelResidence.Absent;
        }
        catch (Exception e) when (e is OllamaException or OllamaTimeoutException)
        {
            // Whatever it is, the request itself will tell.
            return ModelResidence.Unknown;
        }
    }

    private static async Task<OllamaRunningModel?> FindAsync(
        OllamaServerClient server, string model, CancellationToken cancellationToken)
    {
        foreach (var running in await server.GetRunningModelsAsync(cancellationToken))
        {
            if (running.Name is { } name && OllamaModelName.Same(name, model))
            {
                return running;
            }
        }

        return null;
    }
}
