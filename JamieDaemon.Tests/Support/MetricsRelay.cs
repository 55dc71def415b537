using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace JamieDaemon.Tests.Support;

/// <summary>Asks for a page with other words than those of the one who asks: a Prometheus of today can then read as one of another version would.</summary>
internal sealed class MetricsRelay : IAsyncDisposable
{
    private static readonly HttpClient Http = new();

    private readonly WebApplication _app;

    private MetricsRelay(WebApplication app) => _app = app;

    public static async Task<MetricsRelay> StartAsync(Uri page, IReadOnlyDictionary<string, string> acceptByPath)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listener => listener.Protocols = HttpProtocols.Http1));
        var relay = new MetricsRelay(builder.Build());
        relay._app.Run(async context =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, page);
            request.Headers.TryAddWithoutValidation("Accept", acceptByPath[context.Request.Path.Value!]);
            using var answer = await Http.SendAsync(request, context.RequestAborted);
            context.Response.StatusCode = (int)answer.StatusCode;
            context.Response.ContentType = answer.Content.Headers.ContentType!.ToString();
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        });
        await relay._app.StartAsync();
        return relay;
    }

    public Uri Page(string path) => new(new Uri(_app.Urls.First()), path);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }
}
