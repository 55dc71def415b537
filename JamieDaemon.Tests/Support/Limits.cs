namespace JamieDaemon.Tests.Support;

/// <summary>How long a test waits for something that should happen before it fails.</summary>
internal static class Limits
{
    /// <summary>What a person would call at once or within a second, measured while a hundred other tests want the same two cores.</summary>
    public static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);

    /// <summary>Only a test that fails waits as long as this; a machine that others use too may need some of it.</summary>
    public const int Milliseconds = 60_000;

    public static CancellationToken Token => new CancellationTokenSource(TimeSpan.FromMilliseconds(Milliseconds), TimeProvider.System).Token;

    /// <summary>For what another program does, which has as much of the two cores as the tests leave it.</summary>
    public static CancellationToken OfProgram => new CancellationTokenSource(TimeSpan.FromMinutes(2), TimeProvider.System).Token;
}
