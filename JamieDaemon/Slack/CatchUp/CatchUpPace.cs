namespace JamieDaemon.Slack.CatchUp;

/// <summary>Leaves more than half of what Slack allows (some 50 calls a minute of each method) to the answers to those who ask now.</summary>
internal sealed class CatchUpPace(TimeProvider time)
{
    /// <summary>Calls for one look at the most: twelve minutes of them.</summary>
    public const int MostCalls = 250;

    /// <summary>How long a call waits for a rate limit.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private const int AtOnce = 15;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private int _calls;

    /// <summary>Whether one more call is allowed for this look.</summary>
    public bool HasCalls => _calls < MostCalls;

    public void Begin() => _calls = 0;

    /// <summary>Returns when the next call may go: the first few at once, then one every three seconds.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) =>
        ++_calls <= AtOnce ? Task.CompletedTask : Task.Delay(Pause, time, cancellationToken);
}
