using System.Diagnostics.Metrics;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Ollama;

/// <summary>
/// The instruments of the model edge. Labels are closed sets, and every series exists from the start.
/// </summary>
public sealed class OllamaMetrics
{
    private const string Provider = "ollama";

    private readonly OllamaModelLabels _models;
    private readonly OllamaErrorRate _rate;
    private readonly GenAiMetrics _genAi;
    private readonly JamieCounter _requests;
    private readonly JamieCounter _usage;
    private readonly JamieCounter _errors;
    private readonly JamieCounter _failovers;
    private readonly JamieHistogram _duration;
    private readonly JamieHistogram _length;
    private readonly JamieHistogram _load;
    private readonly JamieHistogram _speed;

    public OllamaMetrics(JamieMeter meter, IOptions<OllamaOptions> options, TimeProvider time)
    {
        _models = new OllamaModelLabels(options.Value.Model);
        _rate = new OllamaErrorRate(time);
        _genAi = new GenAiMetrics(meter, Provider);
        _requests = meter.Counter("ollama.requests.total", "{request}", "Requests to the model, by how they ended.");
        _usage = meter.Counter("ai.model.usage.total", "{request}", "Requests to models, by provider and model.");
        _errors = meter.Counter("ollama.errors.total", "{error}", "Requests to the model that gave no answer, by what went wrong.");
        _failovers = meter.Counter("ollama.failovers.total", "{failover}", "Questions that went to another server because one had failed.");
        _duration = meter.Histogram(
            "ollama.request.duration", "s", "Time from asking the model to the end of its answer, without waiting for a slot.",
            Buckets.Answer, alias: "ollama.response.duration");
        _length = meter.Histogram("ollama.response.length", "{char}", "Length of the model's answers.", Buckets.Characters);
        _load = meter.Histogram("ollama.model.load.duration", "s", "Time that Ollama spent on having the model in memory, of each answer.", Buckets.Answer);
        _speed = meter.Histogram("ollama.tokens_per_second", "{token}/s", "Tokens that the model wrote in a second, of each answer.", Buckets.TokensPerSecond);
        meter.Meter.CreateObservableGauge("ollama.errors.rate", Rates, "", "Part of the model's requests of the last five minutes that failed, from 0 to 1.");
        _failovers.Announce();
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
        _usage.Add(1, new("provider", Provider), new("model", model));
        _duration.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("model", model));
        _genAi.Ended(model, elapsed, outcome.ErrorType);
        _rate.Count(model, isError: outcome.ErrorType is not null);
        if (outcome.ErrorType is { } type)
        {
            _errors.Add(1, new("model", model), new("error_type", type));
        }
    }

    /// <summary>A question was sent to no server, since all of them keep failing.</summary>
    public void Refused(string? model)
    {
        model = _models.Of(model);
        _requests.Add(1, new("model", model), new("status", OllamaOutcome.CircuitOpen.Status));
        _errors.Add(1, new("model", model), new("error_type", OllamaOutcome.CircuitOpen.ErrorType));
        _rate.Count(model, isError: true);
    }

    /// <summary>A question went to another server because one had failed.</summary>
    public void FailedOver() => _failovers.Add(1);

    /// <summary>A whole answer of so many characters has come.</summary>
    public void AnswerReceived(string? model, int length) =>
        _length.Record(length, new KeyValuePair<string, object?>("model", _models.Of(model)));

    /// <summary>The first piece of an answer came after so long.</summary>
    public void Began(string? model, TimeSpan elapsed) => _genAi.Began(_models.Of(model), elapsed);

    /// <summary>Another piece came so long after the one before.</summary>
    public void Grew(string? model, TimeSpan elapsed) => _genAi.Grew(_models.Of(model), elapsed);

    /// <summary>What Ollama says of a whole answer; what it does not say is left out.</summary>
    public void Used(string? model, UsageDetails usage)
    {
        model = _models.Of(model);
        _genAi.Used(model, usage);
        if (Nanoseconds(usage, "load_duration") is > 0 and var load)
        {
            _load.Record(load / 1e9, new KeyValuePair<string, object?>("model", model));
        }

        if (usage.OutputTokenCount is > 0 and var tokens && Nanoseconds(usage, "eval_duration") is > 0 and var writing)
        {
            _speed.Record(tokens / (writing / 1e9), new KeyValuePair<string, object?>("model", model));
        }
    }

    private static long Nanoseconds(UsageDetails usage, string name) =>
        usage.AdditionalCounts is { } counts && counts.TryGetValue(name, out var nanoseconds) ? nanoseconds : 0;

    private List<Measurement<double>> Rates()
    {
        var rates = new List<Measurement<double>>();
        foreach (var (model, rate) in _rate.Read())
        {
            rates.Add(new Measurement<double>(rate, new KeyValuePair<string, object?>("model", model)));
        }

        return rates;
    }

    private void CreateSeries(string model)
    {
        foreach (var status in OllamaOutcome.Statuses)
        {
            _requests.Announce(new("model", model), new("status", status));
        }

        foreach (var type in OllamaOutcome.ErrorTypes)
        {
            _errors.Announce(new("model", model), new("error_type", type));
        }

        _usage.Announce(new("provider", Provider), new("model", model));
        foreach (var histogram in (ReadOnlySpan<JamieHistogram>)[_duration, _length, _load, _speed])
        {
            histogram.Announce(new KeyValuePair<string, object?>("model", model));
        }

        _genAi.CreateSeries(model);
        _rate.Add(model);
    }
}
