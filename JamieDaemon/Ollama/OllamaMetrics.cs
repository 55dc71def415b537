using System.Diagnostics.Metrics;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Ollama;

/// <summary>
/// The instruments of the model edge. Labels are closed sets, and every counter's series exists from the start.
/// </summary>
public sealed class OllamaMetrics
{
    private readonly OllamaModelLabels _models;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _errors;
    private readonly Histogram<double> _duration;
    private readonly Histogram<long> _length;

    public OllamaMetrics(IMeterFactory meters, IOptions<OllamaOptions> options)
    {
        _models = new OllamaModelLabels(options.Value.Model);
        var meter = meters.Create(JamieTelemetry.Name);
        _requests = meter.CreateCounter<long>(
            "ollama.requests.total", "{request}", "Requests to the model, by how they ended.");
        _errors = meter.CreateCounter<long>(
            "ollama.errors.total", "{error}", "Requests to the model that gave no answer, by what went wrong.");
        _duration = meter.CreateHistogram(
            "ollama.request.duration", "s", "Time from asking the model to the end of its answer, without waiting for a slot.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [.1, .25, .5, 1, 2.5, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600],
            });
        _length = meter.CreateHistogram(
            "ollama.response.length", "{char}", "Length of the model's answers.",
            advice: new InstrumentAdvice<long>
            {
                HistogramBucketBoundaries = [0, 50, 100, 250, 500, 1000, 2000, 4000, 8000, 16000, 40000],
            });
        CreateSeries(options.Value.Model);
        CreateSeries(OllamaModelLabels.Other);
    }

    /// <summary>A request has ended.</summary>
    /// <param name="model">The model asked; null = the configured one.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="elapsed">From the request to its end.</param>
    public void RequestEnded(string? model, OllamaOutcome outcome, TimeSpan elapsed)
    {
        if (outcome == OllamaOutcome.Success && _models.TryAdd(model, out var added))
        {
            CreateSeries(added);
        }

        model = _models.Of(model);
        _requests.Add(1, new("model", model), new("status", outcome.Status));
        _duration.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("model", model));
        if (outcome.ErrorType is { } type)
        {
            _errors.Add(1, new("model", model), new("error_type", type));
        }
    }

    /// <summary>A whole answer of so many characters has come.</summary>
    public void AnswerReceived(string? model, int length) =>
        _length.Record(length, new KeyValuePair<string, object?>("model", _models.Of(model)));

    private void CreateSeries(string model)
    {
        foreach (var status in OllamaOutcome.Statuses)
        {
            _requests.Add(0, new("model", model), new("status", status));
        }

        foreach (var type in OllamaOutcome.ErrorTypes)
        {
            _errors.Add(0, new("model", model), new("error_type", type));
        }
    }
}
