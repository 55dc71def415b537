namespace JamieDaemon.Ollama.Endpoints;

/// <summary>Decides what somebody who asks while no server is sent questions wants: a few seconds of waiting for a restart, and else to be told at once.</summary>
internal static class Outage
{
    /// <summary>
    /// Since the last server was lost: two probes fall into it. It does not begin anew for each question, or a full queue would be told so one by one
    /// for minutes.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Whether it makes sense to wait on for a server. One that loads its model is as good as there: the question's own deadline limits that.</summary>
    public static bool IsWorthWaiting(OllamaEndpoint endpoint) =>
        endpoint.Circuit.OpenFor is not { } open || open < Grace || endpoint.Watch.Status.State == OllamaState.Loading;
}
