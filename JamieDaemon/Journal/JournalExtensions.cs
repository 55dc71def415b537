using JamieDaemon.Answering;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Journal;

/// <summary>Registers the journal in files, in the place of the one in memory.</summary>
public static class JournalExtensions
{
    public static IHostApplicationBuilder AddJournal(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<JournalOptions>()
            .BindConfiguration(JournalOptions.Section, static binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<JournalOptions>, JournalOptionsRules>();
        services.AddSingleton<JournalMetrics>();
        if (builder.Configuration[$"{JournalOptions.Section}:{nameof(JournalOptions.Directory)}"] is "") return builder;
        services.AddSingleton(static provider => new FileQuestionJournal(
            provider.GetRequiredService<IOptions<JournalOptions>>().Value.Directory,
            provider.GetRequiredService<JournalMetrics>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IQuestionJournal>(static provider => provider.GetRequiredService<FileQuestionJournal>());
        services.AddHealthChecks().AddCheck<JournalHealthCheck>("journal", tags: ["ready"]);
        return builder;
    }
}
