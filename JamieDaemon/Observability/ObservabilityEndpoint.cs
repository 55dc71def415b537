using System.Net;
using JamieDaemon.Observability.Endpoint;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Observability;

/// <summary>
/// Serves <c>/metrics</c> and <c>/health</c> over HTTP. It listens before it reports itself started, so that a failing start of
/// the others can be scraped; without its port it goes on trying, and the bot goes on without it.
/// </summary>
public sealed partial class ObservabilityEndpoint(
    ObservabilityResponder responder,
    HttpMetrics metrics,
    SlowOperations slow,
    IOptions<ObservabilityOptions> options,
    TimeProvider time,
    ILogger<ObservabilityEndpoint> logger) : BackgroundService
{
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AcceptPause = TimeSpan.FromSeconds(1);

    // Long enough for the slowest honest scraper; a client that stops reading is let go.
    private static readonly TimeSpan WriteLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(2);

    private readonly List<Task> _answering = [];
    private HttpListener? _listener;
    private bool _saidProblem;

    /// <summary>Why the port is closed to Prometheus and to probes, or null while it is open.</summary>
    public string? Problem { get; private set; } = "It is not started yet.";

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        TryListen();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            if (_listener is null)
            {
                await Task.Delay(RetryEvery, time, stoppingToken);
                TryListen();
            }
            else
            {
                await AcceptAsync(_listener, stoppingToken);
                _listener = null;
            }
        }
    }

    private void TryListen()
    {
        var (address, port) = (options.Value.Address, options.Value.Port);
        try
        {
            _listener = HttpListenerStarter.Start(address, port);
            (Problem, _saidProblem) = (null, false);
            Log.Listening(logger, address, port);
        }
        catch (Exception exception)
        {
            Problem = $"Port {port} cannot be opened: {exception.Message}";
            if (!_saidProblem)
            {
                _saidProblem = true;
                Log.CannotListen(logger, exception, port, RetryEvery.TotalSeconds);
            }
        }
    }

    private async Task AcceptAsync(HttpListener listener, CancellationToken stoppingToken)
    {
        var next = Task.FromResult<HttpListenerContext?>(null);
        try
        {
            while (listener.IsListening)
            {
                try
                {
                    next = listener.GetContextAsync()!;
                    var context = await next.WaitAsync(stoppingToken);
                    _answering.RemoveAll(static answer => answer.IsCompleted);
                    _answering.Add(Task.Run(() => AnswerAsync(context!), CancellationToken.None));
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    Log.AcceptFailed(logger, exception);
                    await Task.Delay(AcceptPause, time, stoppingToken);
                }
            }
        }
        finally
        {
            await Task.WhenAll(_answering).WaitAsync(DrainLimit, time, CancellationToken.None)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            listener.Close();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var started = time.GetTimestamp();
        var (request, response) = (context.Request, context.Response);
        using var limit = new CancellationTokenSource(WriteLimit, time);
        try
        {
            var path = request.Url?.AbsolutePath ?? "";
            var reply = await ReplyAsync(request, path, limit.Token);
            var id = HttpReplyWriter.RequestId(request.Headers["X-Request-ID"], time);
            response.Headers["X-Request-ID"] = id;
            response.Headers["X-Response-Time"] = HttpReplyWriter.Seconds(time.GetElapsedTime(started));
            // Else the listener waits, on a thread of the pool, a second for the rest of what nobody reads: a few hundred such requests take all threads.
            if (request.HasEntityBody) response.KeepAlive = false;
            var isHead = request.HttpMethod == "HEAD";
            await HttpReplyWriter.WriteAsync(response, reply, isHead, limit.Token)
                .WaitAsync(limit.Token);
            var (method, route) = (ObservabilityRoutes.OfMethod(request.HttpMethod), ObservabilityRoutes.OfPath(path));
            var elapsed = time.GetElapsedTime(started);
            metrics.RequestAnswered(method, route, reply.Status, isHead ? 0 : reply.Body.Length, elapsed);
            if (route is ObservabilityRoutes.Health or ObservabilityRoutes.Live or ObservabilityRoutes.Ready)
                Log.HealthChecked(logger, id, route, reply.Status, elapsed);
            // A scrape that was too slow has been said already.
            if (reply.Status < 500) slow.Request(method, route, elapsed);
        }
        catch (Exception exception)
        {
            // Mostly a client that hung up. Nothing it does may reach the accept loop.
            Log.AnswerFailed(logger, exception);
            response.Abort();
        }
    }

    private async Task<HttpReply> ReplyAsync(HttpListenerRequest request, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await responder.AnswerAsync(request.HttpMethod, path, request.Headers, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.RequestFailed(logger, exception, ObservabilityRoutes.OfPath(path));
            return HttpReply.Text(500, "The request could not be answered; the log says why.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, EventName = "metrics.listener_started",
            Message = "Metrics and health are served on http://{Address}:{Port}/metrics and /health.")]
        public static partial void Listening(ILogger logger, string address, int port);

        [LoggerMessage(Level = LogLevel.Error, EventName = "metrics.listener_failed",
            Message = "Port {Port} for metrics and health cannot be opened; the bot runs on without it and tries again "
                + "every {Seconds} s. Stop the program that holds the port, or choose another with Observability:Port.")]
        public static partial void CannotListen(ILogger logger, Exception exception, int port, double seconds);

        [LoggerMessage(Level = LogLevel.Warning, EventName = "metrics.accept_failed",
            Message = "A connection to the metrics port could not be accepted.")]
        public static partial void AcceptFailed(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Debug, EventName = "health_check",
            Message = "{Route} was asked: {Status} after {Elapsed} ({RequestId})")]
        public static partial void HealthChecked(ILogger logger, string requestId, string route, int status, TimeSpan elapsed);

        [LoggerMessage(Level = LogLevel.Error, EventName = "metrics.request_failed",
            Message = "A bug: {Route} could not be answered.")]
        public static partial void RequestFailed(ILogger logger, Exception exception, string route);

        [LoggerMessage(Level = LogLevel.Debug, EventName = "metrics.answer_failed",
            Message = "A request to the metrics port was not answered to its end.")]
        public static partial void AnswerFailed(ILogger logger, Exception exception);
    }
}
