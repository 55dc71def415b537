namespace JamieDaemon.Doctor;

/// <summary>Has all checkups look at once, each within its own time: what hangs holds up no other, and what breaks is a row like any other.</summary>
/// <param name="time">The clock.</param>
/// <param name="limit">How long each of them may take.</param>
internal sealed class Examination(TimeProvider time, TimeSpan limit)
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(6);

    /// <returns>Their findings, in their order.</returns>
    public async Task<IReadOnlyList<Finding>> RunAsync(IReadOnlyList<ICheckup> checkups) => await Task.WhenAll(checkups.Select(LookAsync));

    private async Task<Finding> LookAsync(ICheckup checkup)
    {
        using var end = new CancellationTokenSource();
        try
        {
            // On a thread of its own: a directory on a server that is gone blocks whoever asks for it, and hears no cancellation.
            return await Task.Run(() => checkup.LookAsync(end.Token)).WaitAsync(limit, time);
        }
        catch (TimeoutException)
        {
            await end.CancelAsync();
            return Finding.Fail(checkup.Name, $"no answer within {limit.TotalSeconds:0.#} s", "Find out what it waits for: a disk or a server that is gone, mostly.");
        }
        catch (Exception bug)
        {
            return Finding.Unknown(checkup.Name, $"the check itself failed: {bug.GetType().Name}: {bug.Message}");
        }
    }
}
