using Microsoft.Extensions.Options;

namespace JamieDaemon.Answering;

/// <summary>Checks <see cref="AnsweringOptions"/> by their attributes.</summary>
[OptionsValidator]
public sealed partial class AnsweringOptionsValidator : IValidateOptions<AnsweringOptions>;
