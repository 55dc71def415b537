using System.Net;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Sandbox.Model;

/// <summary>
/// A stand-in for Ollama on loopback: speaks its protocol to the letter, answers from the prompt it gets, and says that it is no
/// real model.
/// </summary>
public sealed class ModelServer : IAsyncDisposable
{
    private readonly KestrelServer _kestrel;
    private readonly IReadOnlyList<ModelRunner> _runners;

    private ModelServer(ModelServerOptions options)
    {
        _runners = [.. options.Models.Select(model => new ModelRunner(model, options))];
        var settings = new KestrelServerOptions { AddServerHeader = false };
        settings.Listen(IPAddress.Loopback, options.Port, listener => listener.Use(next => connection =>
        {
            Record.Connected();
            return next(connection);
        }));
        _kestrel = new KestrelServer(
            Options.Create(settings),
            new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance);
    }

    /// <summary>Where it listens.</summary>
    public Uri Url => new(_kestrel.Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public ModelRecord Record { get; } = new();

    public ModelFaults Faults { get; } = new();

    public static async Task<ModelServer> StartAsync(ModelServerOptions options, CancellationToken cancellationToken)
    {
        var server = new ModelServer(options);
        var endpoints = new ModelEndpoints(
            options, server._runners, server.Record, new ModelGenerator(options, server.Record, server.Faults));
        await server._kestrel.StartAsync(new KestrelApplication(endpoints.HandleAsync), cancellationToken);
        return server;
    }

    /// <summary>Every model leaves the memory, as when its keep-alive is over or another one needs the room.</summary>
    public void Unload()
    {
        foreach (var runner in _runners)
        {
            runner.Unload();
        }
    }

    /// <summary>Stops at once: answers under way are cut.</summary>
    public async ValueTask DisposeAsync()
    {
        await _kestrel.StopAsync(new CancellationToken(canceled: true));
        _kestrel.Dispose();
        foreach (var runner in _runners)
        {
            runner.Dispose();
        }
    }
}
