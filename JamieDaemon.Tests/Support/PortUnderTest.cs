using System.Net.Sockets;
using System.Text;
using JamieDaemon.Observability;
using JamieDaemon.Observability.Health;
using JamieDaemon.Sandbox.Daemon;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace JamieDaemon.Tests.Support;

/// <summary>A host with nothing but the observability of Jamie, on a port of its own.</summary>
internal sealed class PortUnderTest : IAsyncDisposable
{
    private readonly IHost _host;

    public PortUnderTest(
        int? port = null, TimeProvider? time = null, Action<IServiceCollection>? more = null, ILoggerProvider? logs = null)
    {
        Port = port ?? FreePort.Find();
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Testing" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Observability:Address"] = "localhost",
            ["Observability:Port"] = Port.ToString(),
            ["Observability:ScrapeCache"] = "00:00:00",
        });
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddMetrics();
        if (logs is not null)
        {
            builder.Logging.AddProvider(logs);
        }

        builder.AddObservability();
        more?.Invoke(builder.Services);
        _host = builder.Build();
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
    }

    public int Port { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _host.Services;

    public async Task<PortUnderTest> StartAsync()
    {
        await _host.StartAsync(Limits.Token);
        return this;
    }

    /// <summary>Looks at the components now, as the watch does every few seconds.</summary>
    public Task LookAsync() => Services.GetRequiredService<HealthWatch>().LookAsync(Limits.Token);

    public Task StopAsync() => _host.StopAsync(Limits.Token);

    /// <summary>
    /// Sends one request after the other on one connection, each once the head before it is in, and reads until the server
    /// closes.
    /// </summary>
    public async Task<string> SendRawAsync(params string[] requests)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Port, Limits.Token);
        var stream = client.GetStream();
        var received = new StringBuilder();
        var buffer = new byte[64 * 1024];
        var heads = 0;
        foreach (var request in requests)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Limits.Token);
            heads++;
            while (received.ToString().Split("\r\n\r\n").Length <= heads)
            {
                received.Append(Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer, Limits.Token)));
            }
        }

        while (await stream.ReadAsync(buffer, Limits.Token) is > 0 and var read)
        {
            received.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        return received.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_host is IAsyncDisposable host)
        {
            await host.DisposeAsync();
        }
    }
}
