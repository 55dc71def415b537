using Microsoft.Extensions.Options;

namespace JamieDaemon.Observability;

/// <summary>Finds at start what no destination could be made of: in the settings and in the variables of OpenTelemetry and Logfire.</summary>
public sealed class TelemetryPlanValidator(IConfiguration configuration) : IValidateOptions<ObservabilityOptions>
{
    public ValidateOptionsResult Validate(string? name, ObservabilityOptions options) =>
        TelemetryPlan.Read(options, variable => configuration[variable], isDevelopment: false).Problems is { Count: > 0 } problems
            ? ValidateOptionsResult.Fail(problems)
            : ValidateOptionsResult.Success;
}
