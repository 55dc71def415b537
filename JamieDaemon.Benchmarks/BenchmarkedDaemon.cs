using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace JamieDaemon.Benchmarks;

/// <summary>The daemon as it is put together for Slack, but never started: its instruments, spans and log files, and nobody around it.</summary>
internal sealed class BenchmarkedDaemon : IDisposable
{
    private readonly DirectoryInfo _logs = Directory.CreateTempSubdirectory("jamie-benchmarks-");
    private readonly IHost _host;

    public BenchmarkedDaemon()
    {
        var builder = JamieHost.CreateBuilder(
        [
            "--Slack:BotToken=xoxb-benchmark", "--Slack:AppToken=xapp-benchmark", "--Slack:StateDirectory=",
            $"--Observability:Logs:Directory={_logs.FullName}", "--Observability:Logs:Console=false",
        ]);
        // Spans are queued as for a collector, and then forgotten.
        builder.Services.AddSingleton<BaseProcessor<Activity>>(new BatchActivityExportProcessor(new Nowhere()));
        _host = builder.Build();
        // As at the start of the host: the instruments that somebody must have asked for.
        Get<MeterProvider>();
        foreach (var service in _host.Services.GetServices<IHostedService>()) GC.KeepAlive(service);
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public void Dispose()
    {
        _host.Dispose();
        _logs.Delete(recursive: true);
    }

    private sealed class Nowhere : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch) => ExportResult.Success;
    }
}
