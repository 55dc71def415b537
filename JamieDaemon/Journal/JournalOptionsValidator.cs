using Microsoft.Extensions.Options;

namespace JamieDaemon.Journal;

/// <summary>Checks <see cref="JournalOptions"/> by their attributes.</summary>
[OptionsValidator]
public sealed partial class JournalOptionsValidator : IValidateOptions<JournalOptions>;
