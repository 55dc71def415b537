using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace JamieDaemon.Tests.Support;

/// <summary>A real OTLP/HTTP receiver on loopback, which keeps what it gets. OpenTelemetry's own JavaScript reads it.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<OtlpRequest> _requests = new();

    private readonly bool _isGrpc;

    private OtlpReceiver(WebApplication app, bool isGrpc)
    {
        (_app, _isGrpc) = (app, isGrpc);
        Answer = isGrpc ? TakenOverGrpcAsync : Taken;
    }

    public string Url => _app.Urls.First();

    public IReadOnlyList<OtlpRequest> Requests => [.. _requests];

    /// <summary>What is answered; a test may change its mind.</summary>
    public RequestDelegate Answer { get; set; }

    /// <summary>Whether a secret, or what somebody said, is in anything that came.</summary>
    public bool Holds(string text) => _requests.Any(request => request.Body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    public static async Task<OtlpReceiver> StartAsync(bool isGrpc = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, listener => listener.Protocols = isGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        var receiver = new OtlpReceiver(builder.Build(), isGrpc);
        receiver._app.Run(receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    public async Task<OtlpReading> ReadAsync()
    {
        using var folder = new TempFolder();
        foreach (var (i, request) in Requests.Index()) await File.WriteAllBytesAsync(folder.File($"{i:0000}.{request.Signal}"), request.Body);
        var (exitCode, output) = await NpmJudge.AskAsync("otlp", folder.Path);
        Assert.That(exitCode, Is.Zero, output);
        return JsonSerializer.Deserialize<OtlpReading>(output, Names)!;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        var isZipped = context.Request.Headers.ContentEncoding == "gzip";
        await using var body = isZipped ? new GZipStream(context.Request.Body, CompressionMode.Decompress) : context.Request.Body;
        using var kept = new MemoryStream();
        await body.CopyToAsync(kept);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        // A message over gRPC has its length before it.
        _requests.Enqueue(new OtlpRequest(context.Request.Path, headers, kept.ToArray()[(_isGrpc ? 5 : 0)..]));
        await Answer(context);
    }

    private static Task Taken(HttpContext context)
    {
        context.Response.ContentType = "application/x-protobuf";
        return Task.CompletedTask;
    }

    private static async Task TakenOverGrpcAsync(HttpContext context)
    {
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[5]);
        context.Response.AppendTrailer("grpc-status", "0");
    }
}

/// <summary>What came with one request, unzipped.</summary>
internal sealed record OtlpRequest(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The end of <c>/v1/traces</c>, or what <c>/opentelemetry.proto.collector.trace.v1.TraceService/Export</c> is about.</summary>
    public string Signal => Path.Split('/', '.') switch
    {
        [.., "trace", "v1", _, _] => "traces",
        [.., var signal, "v1", _, "Export"] => signal,
        [.., var signal] => signal,
        [] => "",
    };
}

/// <summary>All that came, read.</summary>
internal sealed record OtlpReading(OtlpSpan[] Spans, OtlpMetric[] Metrics, OtlpRecord[] Records);

internal sealed record OtlpSpan(
    string Name, string Kind, string Status, string TraceId, string SpanId, string ParentSpanId, string Scope,
    Dictionary<string, JsonElement> Attributes, Dictionary<string, JsonElement> Resource, string[] Links, string[] Events)
{
    public string? Tag(string name) => Attributes.TryGetValue(name, out var value) ? value.ToString() : null;

    public bool IsPending => Tag("logfire.span_type") == "pending_span";
}

internal sealed record OtlpMetric(string Name, string Unit, string Type, string Temporality, bool IsMonotonic, Dictionary<string, JsonElement> Resource, OtlpPoint[] Points);

internal sealed record OtlpPoint(Dictionary<string, JsonElement> Attributes, double Value);

internal sealed record OtlpRecord(
    string EventName, string Severity, string Body, string TraceId, string SpanId, string Scope, Dictionary<string, JsonElement> Attributes, Dictionary<string, JsonElement> Resource)
{
    public string? Tag(string name) => Attributes.TryGetValue(name, out var value) ? value.ToString() : null;
}
