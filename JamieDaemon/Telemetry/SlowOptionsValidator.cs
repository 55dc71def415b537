using Microsoft.Extensions.Options;

namespace JamieDaemon.Telemetry;

/// <summary>Checks <see cref="SlowOptions"/> at start, by its attributes.</summary>
[OptionsValidator]
public sealed partial class SlowOptionsValidator : IValidateOptions<SlowOptions>;
