namespace JamieDaemon.Ollama.Endpoints;

/// <summary>All Ollama servers together, as the rest of the daemon sees them; and their watches, which run as long as it does.</summary>
public sealed class OllamaEndpoints : IHostedService, IDisposable
{
    internal OllamaEndpoints(IReadOnlyList<OllamaEndpoint> all) => All = all;

    /// <summary>Whether one of them has the configured model in memory and is sent questions.</summary>
    public bool IsReady
    {
        get
        {
            foreach (var endpoint in All)
            {
                if (endpoint.Circuit.IsClosed && endpoint.Watch.Status.State == OllamaState.Ready) return true;
            }

            return false;
        }
    }

    /// <summary>The models that can chat on any of them, each once.</summary>
    public IReadOnlyList<string> Chatting
    {
        get
        {
            if (All.Count == 1) return All[0].Models.Chatting;
            var chatting = new List<string>();
            foreach (var endpoint in All)
            {
                foreach (var model in endpoint.Models.Chatting)
                {
                    if (!chatting.Exists(known => OllamaModelName.Same(known, model))) chatting.Add(model);
                }
            }

            return chatting;
        }
    }

    /// <summary>In the order of the setting.</summary>
    internal IReadOnlyList<OllamaEndpoint> All { get; }

    /// <summary>Whether the model can do this on any of them, in Ollama's words (<c>vision</c>, <c>tools</c> …).</summary>
    public bool Can(string model, string capability)
    {
        foreach (var endpoint in All)
        {
            if (endpoint.Models.Can(model, capability)) return true;
        }

        return false;
    }

    public Task StartAsync(CancellationToken cancellationToken) => ForEachAsync(watch => watch.StartAsync(cancellationToken));

    public Task StopAsync(CancellationToken cancellationToken) => ForEachAsync(watch => watch.StopAsync(cancellationToken));

    public void Dispose()
    {
        foreach (var endpoint in All)
        {
            endpoint.Dispose();
        }
    }

    private Task ForEachAsync(Func<OllamaModelWatch, Task> act)
    {
        var all = new Task[All.Count];
        for (var i = 0; i < all.Length; i++) all[i] = act(All[i].Watch);
        return Task.WhenAll(all);
    }
}
