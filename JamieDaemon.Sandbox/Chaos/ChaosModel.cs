using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Sandbox.Load;

namespace JamieDaemon.Sandbox.Chaos;

/// <summary>A model that breaks: some of its answers are cut, stall or fail, and it can be killed and started again where it was.</summary>
internal sealed class ChaosModel : IAsyncDisposable
{
    /// <summary>Of its answers so many go wrong, in every way that there is.</summary>
    private const double Trouble = 0.02;

    private readonly ModelProcessOptions _options;
    private readonly TimeProvider _time;
    private ModelProcess _now;

    private ChaosModel(ModelProcessOptions options, ModelProcess now, TimeProvider time) => (_options, _now, _time) = (options, now, time);

    public Uri Url => _now.Url;

    public static async Task<ChaosModel> StartAsync(int atOnce, int seed, TimeProvider time, CancellationToken cancellationToken)
    {
        var options = new ModelProcessOptions(ModelPace.Slow, atOnce) { Port = FreePort.Find(), Trouble = Trouble, Seed = seed };
        return new ChaosModel(options, await ModelProcess.StartAsync(options, time, cancellationToken), time);
    }

    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await _now.DisposeAsync();
        _now = await ModelProcess.StartAsync(_options, _time, cancellationToken);
    }

    public ValueTask DisposeAsync() => _now.DisposeAsync();
}
