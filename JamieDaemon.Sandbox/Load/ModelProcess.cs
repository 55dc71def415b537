using System.Diagnostics;
using System.Globalization;
using JamieDaemon.Sandbox.Daemon;

namespace JamieDaemon.Sandbox.Load;

/// <summary>The model stand-in as a process of its own, so that its work is not counted as anybody else's.</summary>
internal sealed class ModelProcess : IAsyncDisposable
{
    private readonly ChildProcess _child;

    private ModelProcess(ChildProcess child, Uri url) => (_child, Url) = (child, url);

    public Uri Url { get; }

    public static async Task<ModelProcess> StartAsync(
        ModelProcessOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet",
        [
            typeof(ModelProcess).Assembly.Location, "model", "--load", "--port", $"{options.Port}",
            "--parallel", $"{options.Parallel}", "--tokens", $"{options.Pace.Tokens}",
            "--token-delay", options.Pace.TokenDelay.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
            "--trouble", options.Trouble.ToString(CultureInfo.InvariantCulture), "--seed", $"{options.Seed}",
        ]);
        var child = ChildProcess.Start(start, time);
        var line = await child.FirstLine.WaitAsync(cancellationToken);
        if (line is not null && Uri.TryCreate(line, UriKind.Absolute, out var url))
            return new ModelProcess(child, url);
        await child.DisposeAsync();
        throw new SandboxException($"The model stand-in did not start: {child.Tail}");
    }

    public ValueTask DisposeAsync() => _child.DisposeAsync();
}
