namespace JamieDaemon.Ollama.Endpoints;

/// <summary>Tells whose fault a failure is: the server's, which another one may not share, or the question's.</summary>
internal static class EndpointFailure
{
    /// <summary>Whether the server is to blame. A model that is missing, a request that is refused and an empty answer say nothing of its health.</summary>
    public static bool IsServers(Exception failure) => failure is OllamaUnreachableException or OllamaIncompleteException or OllamaServerException
        or OllamaBusyException or OllamaProtocolException or OllamaTimeoutException;

    /// <summary>Whether another server may well answer the same question.</summary>
    /// <param name="failure">What became of the latest try.</param>
    /// <param name="tried">How many servers have tried.</param>
    public static bool MayMove(Exception failure, int tried) => failure switch
    {
        OllamaModelNotFoundException => true,
        // A question can be what kills a model (too long for the memory left): it must not go from server to server.
        OllamaServerException => tried == 1,
        _ => IsServers(failure),
    };
}
