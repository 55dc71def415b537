using System.Diagnostics;
using System.Text;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.AI;

namespace JamieDaemon.Ollama.Tracing;

/// <summary>What the model has answered so far, for the span of the request.</summary>
internal sealed class GenAiAnswer(bool withContent)
{
    private readonly StringBuilder? _text = withContent ? new StringBuilder() : null;
    private TimeSpan? _firstChunk;
    private string? _id;
    private string? _model;
    private string? _finishReason;
    private UsageDetails? _usage;

    public void Add(ChatResponseUpdate update, TimeSpan elapsed)
    {
        if (ModelProgress.In(update) is not null) return;
        _firstChunk ??= elapsed;
        _id ??= update.ResponseId;
        _model ??= update.ModelId;
        _finishReason = update.FinishReason?.Value ?? _finishReason;
        _text?.Append(update.Text);
        _usage = ModelUsage.In(update) ?? _usage;
    }

    public void Tell(Activity? span)
    {
        if (span is not { IsAllDataRequested: true }) return;
        span.SetTag("gen_ai.response.id", _id)
            .SetTag("gen_ai.response.model", _model)
            .SetTag("gen_ai.response.time_to_first_chunk", _firstChunk?.TotalSeconds)
            .SetTag("gen_ai.usage.input_tokens", _usage?.InputTokenCount)
            .SetTag("gen_ai.usage.output_tokens", _usage?.OutputTokenCount);
        if (_finishReason is not null) span.SetTag("gen_ai.response.finish_reasons", new[] { _finishReason });
        if (_text is { Length: > 0 }) GenAiContent.Answered(span, _text.ToString(), _finishReason);
    }
}
