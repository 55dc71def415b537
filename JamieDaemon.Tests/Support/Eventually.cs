namespace JamieDaemon.Tests.Support;

/// <summary>Waits for what other threads will bring about and no event announces.</summary>
internal static class Eventually
{
    public static async Task HoldsAsync(Func<bool> condition)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        var limit = Limits.Token;
        while (!condition()) await tick.WaitForNextTickAsync(limit);
    }

    public static async Task HoldsAsync(Func<Task<bool>> condition)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        var limit = Limits.Token;
        while (!await condition()) await tick.WaitForNextTickAsync(limit);
    }
}
