using System.Diagnostics;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.AI;

namespace JamieDaemon.Ollama.Tracing;

/// <summary>What was asked of the model, as attributes.</summary>
internal static class GenAiTags
{
    private const string Provider = "ollama";

    public static void Ask(Activity? span, string model, ChatOptions? wishes, OllamaOptions options, Uri? server)
    {
        if (span is not { IsAllDataRequested: true }) return;
        span.SetTag("gen_ai.operation.name", "chat")
            .SetTag("gen_ai.provider.name", Provider)
            // The name before it, which dashboards still ask for.
            .SetTag("gen_ai.system", Provider)
            .SetTag("gen_ai.request.model", model)
            .SetTag("gen_ai.request.stream", true)
            .SetTag("gen_ai.request.max_tokens", wishes?.MaxOutputTokens ?? options.MaxTokens)
            .SetTag("gen_ai.request.temperature", wishes?.Temperature ?? options.Temperature)
            .SetTag("gen_ai.request.top_p", wishes?.TopP)
            .SetTag("gen_ai.request.top_k", wishes?.TopK)
            .SetTag("gen_ai.request.seed", wishes?.Seed)
            .SetTag("gen_ai.conversation.id", JobContext.Current?.SessionId)
            .SetTag("server.address", server?.Host)
            .SetTag("server.port", server?.Port);
    }
}
