using JamieDaemon.Sandbox.Slack;

namespace JamieDaemon.Sandbox.Chaos;

/// <summary>Kills the daemon at chosen moments of a question's life, and has it replaced.</summary>
/// <remarks>It aims at the next question that is asked, and kills in the very call that brings the moment about, where there is one.</remarks>
internal sealed class Executioner(ChaosPlan plan, SlackWorkspace slack, ChaosBoard board, ChaosDaemon daemon, SemaphoreSlim disk, TimeProvider time)
{
    private static readonly TimeSpan Aiming = TimeSpan.FromSeconds(10);

    private readonly Random _random = new(plan.Seed);
    private readonly List<Kill> _kills = [];
    private TaskCompletionSource<ChaosQuestion>? _next;
    private volatile bool _killsAtOnce;

    public IReadOnlyList<Kill> Kills => _kills;

    /// <summary>A public question is in Slack; its envelope is on the wire.</summary>
    public void OnAsked(ChaosQuestion question)
    {
        if (Interlocked.Exchange(ref _next, null) is not { } next) return;
        if (_killsAtOnce) daemon.Kill();
        next.SetResult(question);
    }

    /// <param name="asking">Cancelled when no more questions come: then there is nothing more to aim at.</param>
    /// <param name="cancellationToken">Ends it all.</param>
    public async Task RunAsync(CancellationToken asking, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var phases = Enum.GetValues<KillPhase>();
        for (var i = 0; i < plan.Kills; i++)
        {
            // The last one still finds a question to aim at.
            var wait = (plan.Duration * ((double)i / plan.Kills)) - time.GetElapsedTime(start);
            if (wait > TimeSpan.Zero) await Task.Delay(wait, time, asking);
            await disk.WaitAsync(asking);
            try
            {
                _kills.Add(await KillAsync(phases[i % phases.Length], time.GetElapsedTime(start), asking));
                await daemon.ReplaceAsync(cancellationToken);
            }
            finally
            {
                disk.Release();
            }
        }
    }

    private async Task<Kill> KillAsync(KillPhase phase, TimeSpan at, CancellationToken asking)
    {
        _killsAtOnce = phase == KillPhase.BeforeAck;
        var next = new TaskCompletionSource<ChaosQuestion>(TaskCreationOptions.RunContinuationsAsynchronously);
        var acks = slack.Sockets.Acks.Count;
        Volatile.Write(ref _next, next);
        var question = await next.Task.WaitAsync(asking);
        if (phase != KillPhase.BeforeAck)
        {
            using var aiming = new CancellationTokenSource(Aiming, time);
            await AimAsync(phase, question, acks, aiming.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        board.Whole = null;
        daemon.Kill();
        return new Kill(at, phase, question.Number, Reached(phase, question));
    }

    private async Task AimAsync(KillPhase phase, ChaosQuestion question, int acks, CancellationToken cancellationToken)
    {
        switch (phase)
        {
            case KillPhase.Queued:
                await slack.Sockets.WhenAsync(sockets => sockets.Acks.Count > acks, cancellationToken);
                break;
            case KillPhase.BeforePost:
                await slack.Sockets.WhenAsync(sockets => sockets.Acks.Count > acks, cancellationToken);
                await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(20, 200)), time, cancellationToken);
                break;
            case KillPhase.MidAnswer:
                await question.Begun.WaitAsync(cancellationToken);
                await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(0, 300)), time, cancellationToken);
                break;
            default:
                var whole = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                board.Whole = ended =>
                {
                    if (ended != question) return;
                    daemon.Kill();
                    whole.TrySetResult();
                };
                if (question.WholeAt != 0) return;
                await whole.Task.WaitAsync(cancellationToken);
                break;
        }
    }

    /// <summary>Where the aim was late, what it really hit.</summary>
    private static KillPhase Reached(KillPhase phase, ChaosQuestion question) => question switch
    {
        { WholeAt: not 0 } => KillPhase.BeforeCompletion,
        { IsBegun: true } => KillPhase.MidAnswer,
        _ => phase is KillPhase.MidAnswer or KillPhase.BeforeCompletion ? KillPhase.BeforePost : phase,
    };
}

/// <summary>One kill.</summary>
/// <param name="At">When, since the first question.</param>
/// <param name="Aim">The phase that was meant.</param>
/// <param name="Question">The question that was aimed at.</param>
/// <param name="Phase">The phase that its answer was in.</param>
internal sealed record Kill(TimeSpan At, KillPhase Aim, int Question, KillPhase Phase);
