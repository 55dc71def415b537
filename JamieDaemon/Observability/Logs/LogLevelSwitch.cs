using JamieDaemon.Hosting.Reload;
using Microsoft.Extensions.Options;
using Serilog.Core;
using Serilog.Extensions.Logging;

namespace JamieDaemon.Observability.Logs;

/// <summary>The least important level that is written, which may change while the process runs.</summary>
/// <param name="options">What is in force.</param>
/// <param name="level">As the process starts; the settings may be wrong then.</param>
internal sealed class LogLevelSwitch(IOptions<ObservabilityOptions> options, LogLevel level) : IReloadListener
{
    public LoggingLevelSwitch Serilog { get; } = new(LevelConvert.ToSerilogLevel(level));

    public void Reloaded() => Serilog.MinimumLevel = LevelConvert.ToSerilogLevel(options.Value.Logs.Level);
}
