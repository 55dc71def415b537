using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.Context;

/// <summary>How conversations are read for questions, as numbers.</summary>
internal sealed class ContextMetrics
{
    private readonly JamieCounter _requests;
    private readonly JamieCounter _errors;
    private readonly JamieCounter _directRequests;
    private readonly JamieCounter _directErrors;
    private readonly JamieHistogram _messages;

    public ContextMetrics(JamieMeter meter)
    {
        _requests = meter.Counter("slack.context.channel_requests", "{request}", "Questions for which a channel or its thread was read");
        _errors = meter.Counter("slack.context.errors", "{error}", "Channels and threads that could not be read; the question was answered without them");
        _directRequests = meter.Counter("slack.context.dm_requests", "{request}", "Questions for which a private conversation was read");
        _directErrors = meter.Counter("slack.context.dm_errors", "{error}", "Private conversations that could not be read; the question was answered without them");
        _messages = meter.Histogram("slack.context.messages_count", "{message}", "Messages read for a question", Buckets.Messages);
        foreach (var counter in (ReadOnlySpan<JamieCounter>)[_requests, _errors, _directRequests, _directErrors]) counter.Announce();
        _messages.Announce();
    }

    public void Read(string channel, int messages, bool failed)
    {
        var isDirect = channel.StartsWith('D');
        (isDirect ? _directRequests : _requests).Add(1);
        if (failed) (isDirect ? _directErrors : _errors).Add(1);
        else _messages.Record(messages);
    }
}
