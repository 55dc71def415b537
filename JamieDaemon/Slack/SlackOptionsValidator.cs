using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack;

/// <summary>Checks <see cref="SlackOptions"/> by their attributes, at start.</summary>
[OptionsValidator]
public sealed partial class SlackOptionsValidator : IValidateOptions<SlackOptions>;
