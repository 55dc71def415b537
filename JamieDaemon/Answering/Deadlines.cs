using Microsoft.Extensions.Options;

namespace JamieDaemon.Answering;

/// <summary>Ends what cannot be answered in time, whether it waits or is worked on: an answer after that helps nobody, and its asker should know.</summary>
public sealed class Deadlines(OpenQuestions questions, IOptions<AnsweringOptions> options, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rounds = new PeriodicTimer(Round, time);
        while (await rounds.WaitForNextTickAsync(stoppingToken))
        {
            if (questions.Count > 0) questions.StopLate(time, options.Value.Deadline);
        }
    }
}
