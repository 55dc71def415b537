using System.Diagnostics;

namespace JamieDaemon.Sandbox.Daemon;

/// <summary>A process that cannot outlive this one. Its output is kept for diagnosis and never shown.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int KeptLines = 40;
    private static readonly TimeSpan KillWithin = TimeSpan.FromSeconds(5);
    private readonly Process _process;
    private readonly Leash _leash;
    private readonly TimeProvider _time;
    private readonly OutputTail _tail = new(KeptLines);
    private readonly TaskCompletionSource<string?> _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(ProcessStartInfo start, TimeProvider time)
    {
        _time = time;
        start.UseShellExecute = false;
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        StartedAt = time.GetTimestamp();
        _process.Start();
        Id = _process.Id;
        _leash = new Leash(Id);
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Ended = WaitAsync();
    }

    /// <summary>The moment before it was forked, as a timestamp of the time provider.</summary>
    public long StartedAt { get; }

    public int Id { get; }

    /// <summary>Its exit code once it has ended; 137 after a kill.</summary>
    public Task<int> Ended { get; }

    /// <summary>The same, null while it runs.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>The first line it wrote; null when it ended without a word.</summary>
    public Task<string?> FirstLine => _firstLine.Task;

    /// <summary>The last lines it wrote.</summary>
    public string Tail => _tail.ToString();

    /// <summary>Processor time it has used so far, on all cores.</summary>
    public TimeSpan CpuTime => Refreshed().TotalProcessorTime;

    /// <summary>Memory it occupies now (resident set).</summary>
    public long MemoryBytes => Refreshed().WorkingSet64;

    public static ChildProcess Start(ProcessStartInfo start, TimeProvider time) => new(start, time);

    /// <summary>Asks it to end, then, when it has not done so in time, kills it.</summary>
    public async Task<int> StopAsync(TimeSpan patience)
    {
        if (!Ended.IsCompleted)
            _leash.Terminate();
        try
        {
            return await Ended.WaitAsync(patience, _time);
        }
        catch (TimeoutException)
        {
            return await KillAsync();
        }
    }

    /// <summary>Kills it; it may not be gone yet when this returns.</summary>
    public void Kill() => _process.Kill();

    public async Task<int> KillAsync()
    {
        Kill();
        return await Ended.WaitAsync(KillWithin, _time);
    }

    public async ValueTask DisposeAsync()
    {
        if (!Ended.IsCompleted)
            await KillAsync();
        _process.Dispose();
    }

    private async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync();
        _leash.Dispose();
        _firstLine.TrySetResult(null);
        ExitCode = _process.ExitCode;
        return _process.ExitCode;
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        _tail.Add(line);
        _firstLine.TrySetResult(line);
    }

    private Process Refreshed()
    {
        _process.Refresh();
        return _process;
    }
}
