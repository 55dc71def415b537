using System.Reflection;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using JamieDaemon.Benchmarks;

// In this process: BenchmarkDotNet would build a project of its own for each, which takes longer than what they measure.
var config = ManualConfig.CreateEmpty()
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddLogger(ConsoleLogger.Default)
    .WithOptions(ConfigOptions.DisableLogFile)
    .WithArtifactsPath(Path.GetTempPath());

var missed = 0;
foreach (var report in BenchmarkSwitcher.FromAssembly(typeof(LimitAttribute).Assembly).Run(args, config).SelectMany(summary => summary.Reports))
{
    var limit = report.BenchmarkCase.Descriptor.WorkloadMethod.GetCustomAttribute<LimitAttribute>()!;
    var (fastest, allocated) = (report.ResultStatistics?.Min, report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase));
    var verdict = limit.Judge(fastest, allocated);
    missed += verdict == Verdict.Missed ? 1 : 0;
    Console.WriteLine($"{verdict.ToString().ToUpperInvariant()} {report.BenchmarkCase.DisplayInfo}: {fastest / 1e3:F1} µs, {allocated} B (limit {limit})");
}

return missed;
