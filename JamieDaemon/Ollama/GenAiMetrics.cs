using JamieDaemon.Telemetry;
using Microsoft.Extensions.AI;

namespace JamieDaemon.Ollama;

/// <summary>The client's metrics of the conventions for generative AI, under the names that every tool for it looks for.</summary>
/// <seealso href="https://github.com/open-telemetry/semantic-conventions-genai"/>
internal sealed class GenAiMetrics
{
    private static readonly KeyValuePair<string, object?> Operation = new("gen_ai.operation.name", "chat");

    private readonly KeyValuePair<string, object?> _provider;
    private readonly JamieHistogram _duration;
    private readonly JamieHistogram _tokens;
    private readonly JamieHistogram _firstChunk;
    private readonly JamieHistogram _perChunk;

    public GenAiMetrics(JamieMeter meter, string provider)
    {
        _provider = new("gen_ai.provider.name", provider);
        _duration = meter.Histogram("gen_ai.client.operation.duration", "s", "Time of a whole request to the model.", Buckets.GenAi);
        _tokens = meter.Histogram("gen_ai.client.token.usage", "{token}", "Tokens read (input) and written (output) for an answer.", Buckets.Tokens);
        _firstChunk = meter.Histogram(
            "gen_ai.client.operation.time_to_first_chunk", "s", "Time from the request to the first piece of its answer.", Buckets.GenAi);
        _perChunk = meter.Histogram(
            "gen_ai.client.operation.time_per_output_chunk", "s", "Time from one piece of an answer to the next.", Buckets.GenAi);
    }

    public void Ended(string model, TimeSpan elapsed, string? errorType)
    {
        if (errorType is null) _duration.Record(elapsed.TotalSeconds, Operation, _provider, Model(model));
        else _duration.Record(elapsed.TotalSeconds, Operation, _provider, Model(model), Error(errorType));
    }

    public void Began(string model, TimeSpan elapsed) => _firstChunk.Record(elapsed.TotalSeconds, Operation, _provider, Model(model));

    public void Grew(string model, TimeSpan elapsed) => _perChunk.Record(elapsed.TotalSeconds, Operation, _provider, Model(model));

    public void Used(string model, UsageDetails usage)
    {
        if (usage.InputTokenCount is { } input) _tokens.Record(input, Operation, _provider, Model(model), Token("input"));
        if (usage.OutputTokenCount is { } output) _tokens.Record(output, Operation, _provider, Model(model), Token("output"));
    }

    public void CreateSeries(string model)
    {
        _duration.Announce(Operation, _provider, Model(model));
        foreach (var type in OllamaOutcome.ErrorTypes) _duration.Announce(Operation, _provider, Model(model), Error(type));
        _tokens.Announce(Operation, _provider, Model(model), Token("input"));
        _tokens.Announce(Operation, _provider, Model(model), Token("output"));
        _firstChunk.Announce(Operation, _provider, Model(model));
        _perChunk.Announce(Operation, _provider, Model(model));
    }

    private static KeyValuePair<string, object?> Model(string model) => new("gen_ai.request.model", model);

    private static KeyValuePair<string, object?> Error(string type) => new("error.type", type);

    private static KeyValuePair<string, object?> Token(string type) => new("gen_ai.token.type", type);
}
