using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using JamieDaemon.Answering;
using JamieDaemon.Ollama;
using JamieDaemon.Ollama.Tracing;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Context;
using JamieDaemon.Slack.SocketMode;
using JamieDaemon.Slack.WebApi;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Benchmarks;

/// <summary>All that one question leaves in metrics, spans and log files, as shipped and with a collector, from its envelope to its answer in three messages.</summary>
public class QuestionTelemetryBenchmark
{
    private static readonly SlackMethod[] Calls =
        [SlackMethod.ConversationsReplies, SlackMethod.ConversationsInfo, SlackMethod.ChatPostMessage, SlackMethod.ChatUpdate, SlackMethod.ChatUpdate];

    private readonly BenchmarkedDaemon _daemon = new();
    private JobObserver _jobs = null!;
    private SocketModeMetrics _sockets = null!;
    private SlackMetrics _slack = null!;
    private SlackApiMetrics _api = null!;
    private ContextMetrics _context = null!;
    private TracedChatClient _model = null!;
    private Question _question = null!;

    /// <summary>Pieces in which the model's answer comes: one of a few sentences, and a long one.</summary>
    [Params(50, 200)]
    public int Pieces { get; set; }

    [GlobalSetup]
    public void Begin()
    {
        (_jobs, _sockets, _slack, _api) = (_daemon.Get<JobObserver>(), _daemon.Get<SocketModeMetrics>(), _daemon.Get<SlackMetrics>(), _daemon.Get<SlackApiMetrics>());
        _context = _daemon.Get<ContextMetrics>();
        var options = _daemon.Get<IOptions<OllamaOptions>>();
        var model = new GenAiChatClient(new FluentModel(Pieces), options, TimeProvider.System);
        _model = new TracedChatClient(new MeteredChatClient(model, _daemon.Get<OllamaMetrics>(), _jobs, TimeProvider.System), options);
        _question = new Question
        {
            Id = "7k2mabcdef",
            Kind = QuestionKind.Mention,
            Text = "why did the payments database fail over?",
            Asker = "U1",
            Conversation = new Conversation("T1", "C1", "1700000000.000100", "1700000000.000100"),
            AskedAt = DateTimeOffset.UnixEpoch,
        };
    }

    [GlobalCleanup]
    public void Dispose() => _daemon.Dispose();

    [Benchmark]
    [Limit(microseconds: 100, bytes: 40_000)]
    public async Task<int> OneQuestion()
    {
        var received = TimeProvider.System.GetTimestamp();
        var job = Receive(received);
        using (_jobs.Start(job, TimeProvider.System.GetElapsedTime(received)))
        {
            Activity.Current?.SetTag("jamie.question.length", _question.Text.Length).SetTag("slack.channel", _question.Conversation.Channel);
            using (var span = Spans.Start("slack.get_channel_context"))
            {
                Call(Calls[0]);
                Call(Calls[1]);
                _context.Read(_question.Conversation.Channel, messages: 20, failed: false);
                span?.SetTag("slack.context.messages_count", 20);
            }

            foreach (var step in new[] { "gathering", "waiting", "writing", "delivering" }) _jobs.Progressed(job, step);
            var length = 0;
            await foreach (var update in _model.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, _question.Text)])) length += update.Text.Length;
            foreach (var call in Calls.AsSpan(2)) Call(call);
            _api.Sent(MessageTypes.Blocks);
            var took = TimeProvider.System.GetElapsedTime(received);
            _slack.Ended(_question, new AnswerEnding.Completed(new AnswerSummary()), took, length);
            _jobs.Completed(job, JobStatus.Succeeded, "Answered", took);
            return length;
        }
    }

    private JobContext Receive(long received)
    {
        var delivery = new Delivery(new OtherEnvelope("2b3f6a1e-0000-4000-8000-000000000000", "events_api", Problem: null), Socket: null!, received);
        _sockets.Received(delivery.Envelope);
        using var span = EnvelopeSpans.StartReceive(delivery, TimeProvider.System);
        using var enqueue = Spans.Start("jamie.enqueue", ActivityKind.Producer)?.SetTag("jamie.job.id", _question.Id).SetTag("jamie.queue.length", 1);
        var job = (_question with { Origin = new JobOrigin(delivery.Envelope.EnvelopeId, enqueue?.Context ?? default) }).ToJob();
        _jobs.Created(job, queueLength: 1);
        EnvelopeSpans.StartAck(span?.Context ?? default, received, TimeProvider.System)?.Dispose();
        _sockets.Acknowledged(received);
        return job;
    }

    private void Call(SlackMethod method)
    {
        using var span = Spans.Start(method.SpanName, ActivityKind.Client)?.SetTag("slack.method", method.Name);
        _jobs.Called(ExternalApi.Slack, method.Name, ExternalStatus.Success, TimeSpan.FromMilliseconds(20));
    }
}
