using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace JamieDaemon.Sandbox.Slack;

/// <summary>Kestrel on the loopback address and nothing else: no configuration files, no logs, no signal handlers.</summary>
internal sealed class LoopbackServer(SlackWorkspaceOptions options) : IAsyncDisposable
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(1);
    private WebApplication? _app;
    private Uri? _url;

    public Uri UrlFor(string path) => new(_url ?? throw new InvalidOperationException("The server has not started."), path);

    public async Task StartAsync(RequestDelegate handle, CancellationToken cancellationToken)
    {
        // The slim builder would read the appsettings.json, the environment and the signals of whoever hosts the workspace.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Listen);
        _app = builder.Build();
        _app.Run(handle);
        await _app.StartAsync(cancellationToken);
        var address = _app.Services.GetRequiredService<IServer>()
            .Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        _url = new UriBuilder(address) { Host = options.HostName }.Uri;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is null)
            return;
        // Kestrel lives in real time, whatever time the workspace has.
        using var patience = new CancellationTokenSource(StopWithin, TimeProvider.System);
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }

    private void Listen(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Listen(IPAddress.Loopback, options.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (options.Certificate is { } certificate)
                listen.UseHttps(certificate);
        });
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
