using JamieDaemon.Sandbox.Slack;

namespace JamieDaemon.Sandbox.Chaos;

/// <summary>Kills the daemon at chosen moments of a question's life, and has it replaced.</summary>
/// <remarks>It aims at the next question that is asked, or whose answer comes to a moment, and kills in the very call that brings the moment about, where there is one.</remarks>
internal sealed class Executioner(ChaosPlan plan, SlackWorkspace slack, ChaosBoard board, ChaosDaemon daemon, SemaphoreSlim replacing, TimeProvider time)
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
            _kills.Add(await KillAsync(phases[i % phases.Length], time.GetElapsedTime(start), asking));
            await ReplaceAsync(cancellationToken);
        }
    }

    private async Task ReplaceAsync(CancellationToken cancellationToken)
    {
        await replacing.WaitAsync(cancellationToken);
        try
        {
            await daemon.ReplaceAsync(cancellationToken);
        }
        finally
        {
            replacing.Release();
        }
    }

    private async Task<Kill> KillAsync(KillPhase phase, TimeSpan at, CancellationToken asking)
    {
        var question = await AimAsync(phase, asking);
        daemon.Kill();
        return new Kill(at, phase, question.Number, Reached(phase, question));
    }

    /// <returns>The question whose moment has come; one that is asked now and then, when no moment comes.</returns>
    private async Task<ChaosQuestion> AimAsync(KillPhase phase, CancellationToken asking)
    {
        using var aiming = CancellationTokenSource.CreateLinkedTokenSource(asking);
        aiming.CancelAfter(Aiming);
        try
        {
            switch (phase)
            {
                case KillPhase.BeforeAck:
                    return await NextAsync(killsAtOnce: true, asking);
                case KillPhase.Queued:
                    return await NextAcknowledgedAsync(aiming.Token);
                case KillPhase.BeforePost:
                    var question = await NextAcknowledgedAsync(aiming.Token);
                    await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(20, 200)), time, aiming.Token);
                    return question;
                case KillPhase.MidAnswer:
                    question = await MomentAsync(reached => board.Begun = reached, killsAtOnce: false, aiming.Token);
                    await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(0, 300)), time, aiming.Token);
                    return question;
                default:
                    return await MomentAsync(reached => board.Whole = reached, killsAtOnce: true, aiming.Token);
            }
        }
        catch (OperationCanceledException) when (!asking.IsCancellationRequested)
        {
            return await NextAsync(killsAtOnce: false, asking);
        }
    }

    private Task<ChaosQuestion> NextAsync(bool killsAtOnce, CancellationToken asking)
    {
        _killsAtOnce = killsAtOnce;
        var next = new TaskCompletionSource<ChaosQuestion>(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _next, next);
        return next.Task.WaitAsync(asking);
    }

    private async Task<ChaosQuestion> NextAcknowledgedAsync(CancellationToken cancellationToken)
    {
        var acks = slack.Sockets.Acks.Count;
        var question = await NextAsync(killsAtOnce: false, cancellationToken);
        await slack.Sockets.WhenAsync(sockets => sockets.Acks.Count > acks, cancellationToken);
        return question;
    }

    /// <summary>Waits for the first question that comes to a moment, whichever it is.</summary>
    private async Task<ChaosQuestion> MomentAsync(Action<Action<ChaosQuestion>?> watch, bool killsAtOnce, CancellationToken cancellationToken)
    {
        var moment = new TaskCompletionSource<ChaosQuestion>(TaskCreationOptions.RunContinuationsAsynchronously);
        watch(question =>
        {
            if (moment.TrySetResult(question) && killsAtOnce) daemon.Kill();
        });
        try
        {
            return await moment.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            watch(null);
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
