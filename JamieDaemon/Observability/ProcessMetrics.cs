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
        meter.CreateObservableGauge("process.open_fds", static () => OpenFileCount.Read(), "{fd}", "Number of open file descriptors.");
        if (ProcStatReader.ReadMaxOpenFiles(File.ReadAllText("/proc/self/limits")) is { } limit)
        {
            meter.CreateObservableGauge("process.max_fds", () => limit, "{fd}", "Maximum number of open file descriptors.");
        }

        var memory = MemoryLimitReader.Read();
        meter.CreateObservableGauge("process.memory_limit", () => memory, "By", "Memory that the process may have, as found at its start.");
        var started = ProcStatReader.ReadBootTime(File.ReadAllText("/proc/stat"))
            + (Stat().StartTicks / (double)ProcStatReader.TicksPerSecond);
        meter.CreateObservableGauge("process.start_time", () => started, "s", "Start time of the process since the Unix epoch.");
    }

    private static ProcStat Stat() => ProcStatReader.Read(File.ReadAllText("/proc/self/stat"));
}
