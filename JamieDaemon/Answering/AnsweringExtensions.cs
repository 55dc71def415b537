using JamieDaemon.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Answering;

/// <summary>Registers the core: queue, journal, workers.</summary>
public static class AnsweringExtensions
{
    public static IHostApplicationBuilder AddAnswering(this IHostApplicationBuilder builder)
    {
        builder.Services.AddJamieMeter();
        builder.Services.AddOptions<AnsweringOptions>()
            .BindConfiguration(AnsweringOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<AnsweringOptions>, AnsweringOptionsValidator>();
        builder.Services.AddJobTelemetry();
        builder.Services.AddSingleton<OpenQuestions>();
        builder.Services.AddSingleton<QuestionQueue>();
        builder.Services.AddSingleton<LatePlaces>();
        builder.Services.AddSingleton<AnswerPace>();
        builder.Services.AddSingleton<AnsweringMetrics>();
        builder.Services.TryAddSingleton<IQuestionJournal, MemoryQuestionJournal>();
        builder.Services.AddSingleton<QuestionAnswerer>();
        builder.Services.AddHostedService<WaitingRoom>();
        builder.Services.AddHostedService<Deadlines>();
        builder.Services.AddSingleton<PutOffQuestions>();
        builder.Services.AddHostedService(static provider => provider.GetRequiredService<PutOffQuestions>());
        builder.Services.AddSingleton<AnswerWorkers>();
        builder.Services.AddSingleton<WorkerMetrics>();
        builder.Services.AddHostedService(static provider =>
        {
            // Nobody calls it: it asks the workers when it is asked.
            _ = provider.GetRequiredService<WorkerMetrics>();
            return provider.GetRequiredService<AnswerWorkers>();
        });
        builder.Services.AddHostedService<UnansweredQuestions>();
        builder.Services.AddHealthChecks().AddCheck<QueueHealthCheck>("queue", tags: ["ready"]).AddCheck<WorkersHealthCheck>("workers", tags: ["ready"]);
        return builder;
    }
}
