namespace JamieDaemon.Tests.Support;

/// <summary>How long a test waits for something that should happen before it fails.</summary>
internal static class Limits
{
    public static CancellationToken Token => new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System).Token;
}
