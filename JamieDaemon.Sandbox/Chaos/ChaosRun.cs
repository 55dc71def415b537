using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Sandbox.Load;
using JamieDaemon.Sandbox.Slack;

namespace JamieDaemon.Sandbox.Chaos;

/// <summary>Carries a plan out: askers, trouble and the executioner in this process, the model and the daemons each in their own.</summary>
internal sealed class ChaosRun(ChaosPlan plan, string daemonPath, IReadOnlyList<string> settings, TimeProvider time)
{
    private const int AtOnce = 64;

    private readonly ChaosQuestion[] _questions = [.. Enumerable.Range(0, plan.Questions).Select(number => new ChaosQuestion(number))];

    public async Task<ChaosResult> RunAsync(CancellationToken cancellationToken)
    {
        var options = new SlackWorkspaceOptions { TimeScale = ChaosTrouble.TimeScale, Seed = plan.Seed, Time = time };
        await using var slack = await SlackWorkspace.StartAsync(options, cancellationToken);
        slack.AddChannel(ChaosQuestion.CommandRoom[1..]);
        for (var i = 0; i < ChaosPlan.Askers; i++)
        {
            slack.AddChannel($"chaos-{i}");
            slack.AddUser($"asker-{i}");
        }

        var home = Directory.CreateTempSubdirectory("jamie-chaos-");
        try
        {
            var clock = new ChaosClock(home);
            await using var model = await ChaosModel.StartAsync(AtOnce, plan.Seed, time, cancellationToken);
            var witness = new JournalWitness(home);
            await using var daemon = new ChaosDaemon(SettingsFor(slack, options, model.Url, clock), home, slack.Sockets, witness, time);
            await daemon.StartAsync(cancellationToken);
            var result = await RunAsync(slack, model, daemon, clock, cancellationToken);
            witness.Look();
            result = result with { Posted = witness.Posted() };
            if (result.IsBroken)
            {
                await ChaosEvidence.KeepAsync(slack, home, cancellationToken);
                return result with { Home = home.FullName };
            }

            home.Delete(recursive: true);
            return result;
        }
        catch (OperationCanceledException)
        {
            home.Delete(recursive: true);
            throw;
        }
    }

    private DaemonSettings SettingsFor(SlackWorkspace slack, SlackWorkspaceOptions options, Uri model, ChaosClock clock) => new()
    {
        Path = daemonPath,
        SlackApiUrl = slack.ApiUrl,
        ModelUrl = model,
        ModelName = Stage.DefaultModel,
        Tokens = options,
        Environment = "production",
        Port = FreePort.Find(),
        Variables = clock.Variables(),
        OutlivesFileSizeLimit = true,
        // It may begin while Slack is away, and then waits longer and longer between two attempts; when there are too many sockets, for up to a minute.
        HelloWithin = TimeSpan.FromMinutes(3),
        Settings =
        [
            // Fewer workers than questions in work, so that there is a queue to be killed with.
            "Answering:Workers=40", "Answering:QueueCapacity=10000", $"Ollama:Parallel={AtOnce}", "Slack:SocketStagger=00:00:00.100",
            // A model that has stalled is given up while the run lasts.
            "Ollama:FirstByteTimeout=00:00:10", "Ollama:IdleTimeout=00:00:03",
            .. LoadSetup.WithoutSlackLimits, .. settings,
        ],
    };

    private async Task<ChaosResult> RunAsync(SlackWorkspace slack, ChaosModel model, ChaosDaemon daemon, ChaosClock clock, CancellationToken cancellationToken)
    {
        using var replacing = new SemaphoreSlim(1, 1);
        var board = new ChaosBoard(_questions, slack.Team, time);
        var executioner = new Executioner(plan, slack, board, daemon, replacing, time);
        var trouble = new ChaosTrouble(plan, slack, model, daemon, clock, replacing, time);
        slack.Messages.Changed += board.OnChanged;
        trouble.Begin();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var playing = trouble.RunAsync(ending.Token);
        using var asking = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var killing = executioner.RunAsync(asking.Token, cancellationToken);
        var load = new LoadGenerator(time).RunAsync(
            new OpenLoopSchedule(plan.Questions, ChaosPlan.Rate), number => Ask(slack, executioner, _questions[number]), asking.Token);
        // A daemon that does not come back ends the run: nobody waits for the rest of it.
        if (await Task.WhenAny(load, killing) == killing && killing.IsFaulted) await asking.CancelAsync();
        await EndedAsync(load);
        await asking.CancelAsync();
        await EndedAsync(killing);
        await ending.CancelAsync();
        await EndedAsync(playing);
        trouble.End();
        await UntilQuietAsync(slack, board, daemon, cancellationToken);
        return new ChaosResult(plan)
        {
            Counts = [.. Enum.GetValues<ChaosKind>().Select(kind => (kind, ChaosAudit.Count(_questions, kind, slack)))],
            Kills = executioner.Kills,
            Began = _questions[0].SentAt,
            GivenUpBySlack = slack.Sockets.Lost,
            Disasters = trouble.Happened,
            LongestSilence = _questions.Where(question => question.WholeAt != 0).Max(question => time.GetElapsedTime(question.SentAt, question.WholeAt)),
            DaemonMemory = daemon.MemoryBytes,
        };
    }

    private static async Task EndedAsync(Task work)
    {
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (work.IsFaulted) await work;
    }

    /// <summary>Nothing changes any more: what is not answered by then never will be, and a second answer has had its time to show.</summary>
    private async Task UntilQuietAsync(SlackWorkspace slack, ChaosBoard board, ChaosDaemon daemon, CancellationToken cancellationToken)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(500), time);
        while (time.GetElapsedTime(board.LastChange) is var quiet && (quiet < ChaosPlan.Settling || (quiet < ChaosPlan.Patience && IsOneMissing(slack))))
        {
            daemon.MustLive();
            await tick.WaitForNextTickAsync(cancellationToken);
        }
    }

    private bool IsOneMissing(SlackWorkspace slack) =>
        Enum.GetValues<ChaosKind>().Any(kind => ChaosAudit.Count(_questions, kind, slack).Lost.Count > 0);

    private void Ask(SlackWorkspace slack, Executioner executioner, ChaosQuestion question)
    {
        question.SentAt = time.GetTimestamp();
        question.AskIn(slack);
        if (question.Kind != ChaosKind.Command) executioner.OnAsked(question);
    }
}
