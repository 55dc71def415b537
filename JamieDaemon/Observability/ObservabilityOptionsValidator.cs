using Microsoft.Extensions.Options;

namespace JamieDaemon.Observability;

/// <summary>Checks <see cref="ObservabilityOptions"/> at start, by its attributes.</summary>
[OptionsValidator]
public sealed partial class ObservabilityOptionsValidator : IValidateOptions<ObservabilityOptions>;
