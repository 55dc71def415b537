using System.Diagnostics.Metrics;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Observability;

/// <summary>
/// The <c>process_*</c> metrics that every Prometheus dashboard expects, read from <c>/proc/self</c> when they are collected.
/// </summary>
public sealed class ProcessMetrics
{
    public ProcessMetrics(JamieMeter jamie)
    {
        if (!File.Exists("/proc/self/stat"))
        {
            return;
        }

        var meter = jamie.Meter;
        meter.CreateObservableCounter("process.cpu", () => Environment.CpuUsage.TotalTime.TotalSeconds, "s",
            "Total user and system CPU time spent.");
        meter.CreateObservableGauge("process.resident_memory", () => Stat().ResidentPages * Environment.SystemPageSize, "By",
            "Resident memory size.");
        meter.CreateObservableGauge("process.virtual_memory", () => Stat().VirtualBytes, "By", "Virtual memory size.");
        var limit = ProcStatReader.ReadMaxOpenFiles(File.ReadAllText("/proc/self/limits"));
        meter.CreateObservableGauge("process.open_fds", () => Known(OpenFileCount.Read(limit)), "{fd}", "Number of open file descriptors.");
        if (limit is { } most)
        {
            meter.CreateObservableGauge("process.max_fds", () => most, "{fd}", "Maximum number of open file descriptors.");
        }

        var memory = MemoryLimitReader.Read();
        meter.CreateObservableGauge("process.memory_limit", () => memory, "By", "Memory that the process may have, as found at its start.");
        var started = ProcStatReader.ReadBootTime(File.ReadAllText("/proc/stat"))
            + (Stat().StartTicks / (double)ProcStatReader.TicksPerSecond);
        meter.CreateObservableGauge("process.start_time", () => started, "s", "Start time of the process since the Unix epoch.");
    }

    private static Measurement<long>[] Known(long? number) => number is { } known ? [new(known)] : [];

    private static ProcStat Stat() => ProcStatReader.Read(File.ReadAllText("/proc/self/stat"));
}
