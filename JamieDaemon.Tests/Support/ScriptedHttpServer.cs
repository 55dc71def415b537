using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace JamieDaemon.Tests.Support;

/// <summary>A real HTTP server on loopback that gives the answers it was told, in order, and then <c>{"ok":true}</c>.</summary>
internal sealed class ScriptedHttpServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<RequestDelegate> _answers = [];
    private readonly Channel<RecordedRequest> _arrivals = Channel.CreateUnbounded<RecordedRequest>();
    private int _count;

    private ScriptedHttpServer(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    /// <summary>How many requests have arrived.</summary>
    public int Count => Volatile.Read(ref _count);

    public static async Task<ScriptedHttpServer> StartAsync(
        X509Certificate2? certificate = null, X509Certificate2? intermediate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listener =>
        {
            listener.Protocols = HttpProtocols.Http1;
            if (certificate is not null)
            {
                listener.UseHttps(https =>
                {
                    https.ServerCertificate = certificate;
                    https.ServerCertificateChain = intermediate is null ? null : [intermediate];
                });
            }
        }));
        var server = new ScriptedHttpServer(builder.Build());
        server._app.UseWebSockets();
        server._app.Run(server.HandleAsync);
        await server._app.StartAsync();
        return server;
    }

    public ScriptedHttpServer Then(RequestDelegate answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    /// <summary>The next request in the order of arrival; a test that waits in vain fails instead of hanging.</summary>
    public Task<RecordedRequest> NextAsync() => _arrivals.Reader.ReadAsync(Limits.Token).AsTask();

    public async ValueTask DisposeAsync()
    {
        // Requests that hang must not hold the test up.
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString());
        var request = new RecordedRequest(context.Request.Method, context.Request.Path, headers, await reader.ReadToEndAsync());
        Interlocked.Increment(ref _count);
        await _arrivals.Writer.WriteAsync(request);
        // For an answer that depends on the body, which can be read only once.
        context.Items[typeof(RecordedRequest)] = request;
        await (_answers.TryDequeue(out var answer) ? answer : HttpAnswers.Ok)(context);
    }
}

/// <summary>A request as the server got it.</summary>
internal sealed record RecordedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);
