using JamieDaemon.Hosting;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Home;

/// <summary>Which model each person has chosen, kept over restarts where there is a place for it.</summary>
/// <remarks>Without such a place the choices hold until the process ends; that is said once in the log, and in health as long as it is so.</remarks>
internal sealed partial class ModelChoices : IDisposable
{
    /// <summary>People at the most; beyond it the choices that were made first are forgotten.</summary>
    internal const int Capacity = 10_000;

    private readonly SemaphoreSlim _saving = new(1, 1);
    private readonly Lock _lock = new();
    private readonly Lazy<OrderedDictionary<string, string>> _chosen;
    private readonly ModelChoicesFile? _file;
    private readonly ILogger<ModelChoices> _logger;
    private volatile string? _problem;
    private volatile bool _isUnreadable;

    public ModelChoices(IOptions<SlackOptions> options, ILogger<ModelChoices> logger)
    {
        _file = options.Value.StateDirectory is { Length: > 0 } directory ? new ModelChoicesFile(directory) : null;
        _logger = logger;
        _chosen = new Lazy<OrderedDictionary<string, string>>(Load);
    }

    /// <summary>Why the choices are not kept; <see langword="null"/> while nothing is wrong.</summary>
    public string? Problem
    {
        get
        {
            _ = _chosen.Value;
            return _problem;
        }
    }

    /// <summary>The person's model; <see langword="null"/> for one who has chosen none.</summary>
    public string? Of(string user)
    {
        lock (_lock) return _chosen.Value.GetValueOrDefault(user);
    }

    /// <summary>Keeps a choice; <see langword="null"/> takes it back. Never fails: a choice that cannot be written holds until the process ends.</summary>
    public async Task SetAsync(string user, string? model)
    {
        lock (_lock)
        {
            var chosen = _chosen.Value;
            chosen.Remove(user);
            if (model is not null) chosen.Add(user, model);
            if (chosen.Count > Capacity) chosen.RemoveAt(0);
        }

        if (_file is null || _isUnreadable) return;
        await _saving.WaitAsync();
        try
        {
            await SaveAsync(_file);
        }
        finally
        {
            _saving.Release();
        }
    }

    public void Dispose() => _saving.Dispose();

    private async Task SaveAsync(ModelChoicesFile file)
    {
        Dictionary<string, string> now;
        lock (_lock) now = new Dictionary<string, string>(_chosen.Value);
        try
        {
            await file.WriteAsync(now);
            _problem = null;
        }
        catch (Exception failed) when (DiskFailure.IsOne(failed))
        {
            var problem = $"People's choices of a model are lost at a restart: {file.Path} cannot be written ({failed.Message}). Make it writable, or set Slack:StateDirectory.";
            if (_problem is null) Log.NotKept(_logger, problem);
            _problem = problem;
        }
    }

    private OrderedDictionary<string, string> Load()
    {
        if (_file is null) return new OrderedDictionary<string, string>();
        try
        {
            return new OrderedDictionary<string, string>(_file.Read());
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            _isUnreadable = true;
            _problem = $"People's choices of a model are not known, and new ones are lost at a restart: {_file.Path} cannot be read ({unreadable.Message}). "
                + "Mend or delete it, then restart.";
            Log.NotKept(_logger, _problem);
            return new OrderedDictionary<string, string>();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "state.not_kept", Level = LogLevel.Warning, Message = "{Problem}")]
        public static partial void NotKept(ILogger logger, string problem);
    }
}
