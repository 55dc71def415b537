using Microsoft.Extensions.Options;

namespace JamieDaemon.Ollama;

/// <summary>Checks each setting by its attributes.</summary>
[OptionsValidator]
public sealed partial class OllamaOptionsValidator : IValidateOptions<OllamaOptions>;
