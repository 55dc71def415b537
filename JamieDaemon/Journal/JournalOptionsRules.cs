using Microsoft.Extensions.Options;

namespace JamieDaemon.Journal;

/// <summary>Checks what can be known before anything is written.</summary>
internal sealed class JournalOptionsRules : IValidateOptions<JournalOptions>
{
    public ValidateOptionsResult Validate(string? name, JournalOptions options) => File.Exists(options.Directory)
        ? ValidateOptionsResult.Fail($"Journal:Directory ({options.Directory}) is a file. Name a directory, or nothing to keep questions in memory only.")
        : ValidateOptionsResult.Success;
}
