using Microsoft.Extensions.Options;

namespace JamieDaemon.Hosting.Reload;

/// <summary>Reads the settings anew and puts them in force, all or none: where one of them is wrong, the old ones stay.</summary>
internal sealed partial class SettingsReloader(
    IServiceCollection registrations,
    SettingsSource source,
    IConfiguration started,
    IServiceProvider services,
    HostMetrics metrics,
    ILogger<SettingsReloader> logger)
{
    private readonly Lock _lock = new();
    private readonly LiveSettings _live = new(SettingProblems.ValidatedTypes(registrations));
    private IReadOnlyDictionary<string, string?>? _inForce;

    /// <summary>Reads them now; says what came of it in the log and counts it.</summary>
    /// <returns>Whether they were good.</returns>
    public bool Reload()
    {
        lock (_lock)
        {
            var (problems, change) = TryReload();
            foreach (var problem in problems) Log.Invalid(logger, problem);
            if (change is null)
            {
                Log.Kept(logger, problems.Count);
            }
            else
            {
                var (taken, waiting) = (Names(change.Taken), Names(change.Waiting));
                Log.Reloaded(logger, taken, waiting);
            }

            metrics.SettingsReloaded(change is not null);
            return change is not null;
        }
    }

    /// <returns>What is wrong; or, when nothing is, what has changed.</returns>
    private (IReadOnlyList<string> Problems, SettingsChange? Change) TryReload()
    {
        IConfigurationRoot read;
        try
        {
            read = source();
        }
        catch (SettingsFileException unreadable)
        {
            return ([unreadable.Message], null);
        }

        using var reading = read as IDisposable;
        // As at a start, which will have to take them one day.
        using (var candidate = ProviderOf(read))
        {
            if (SettingProblems.Find(registrations, candidate) is { Count: > 0 } problems) return (problems, null);
        }

        _inForce ??= Ours(started);
        var change = SettingsChange.Between(_inForce, Ours(read), _live.IsLive);
        using var mixed = new ConfigurationManager();
        mixed.AddInMemoryCollection(Others(started)).AddInMemoryCollection(change.Settings);
        using var provider = ProviderOf(mixed);
        if (SettingProblems.Find(registrations, provider) is { Count: > 0 } misfits)
            return ([.. misfits.Select(misfit => $"{misfit} (As long as these wait for a restart: {Names(change.Waiting)}.)")], null);
        Take(provider);
        _inForce = change.Settings;
        return ([], change);
    }

    private void Take(IServiceProvider provider)
    {
        foreach (var type in SettingProblems.ValidatedTypes(registrations))
        {
            var options = typeof(IOptions<>).MakeGenericType(type);
            var value = options.GetProperty(nameof(IOptions<>.Value))!.GetValue(provider.GetRequiredService(options))!;
            ((ILiveOptions)services.GetRequiredService(options)).Take(value);
        }

        foreach (var listener in services.GetServices<IReloadListener>()) listener.Reloaded();
    }

    /// <summary>The daemon's own registrations with other settings: what is asked of it is made anew, and nothing else of it ever exists.</summary>
    private ServiceProvider ProviderOf(IConfigurationRoot settings)
    {
        var copy = new ServiceCollection();
        foreach (var service in registrations) ((ICollection<ServiceDescriptor>)copy).Add(service);
        copy.AddSingleton<IConfiguration>(settings);
        return copy.BuildServiceProvider();
    }

    private Dictionary<string, string?> Ours(IConfiguration settings) => Of(settings, _live.IsOurs);

    private Dictionary<string, string?> Others(IConfiguration settings) => Of(settings, name => !_live.IsOurs(name));

    /// <summary>Only what holds a value: a section of its own has none.</summary>
    private static Dictionary<string, string?> Of(IConfiguration settings, Func<string, bool> wanted)
    {
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in settings.AsEnumerable())
        {
            if (value is not null && wanted(name)) all[name] = value;
        }

        return all;
    }

    private static string Names(IReadOnlyList<string> settings) => settings.Count == 0 ? "none" : string.Join(", ", settings);

    private static partial class Log
    {
        [LoggerMessage(EventName = "config.reloaded", Level = LogLevel.Information, Message = "The settings were read anew. In force now: {Taken}. Waiting for a restart: {Waiting}")]
        public static partial void Reloaded(ILogger logger, string taken, string waiting);

        [LoggerMessage(EventName = "config.invalid", Level = LogLevel.Error, Message = "{Problem}")]
        public static partial void Invalid(ILogger logger, string problem);

        [LoggerMessage(EventName = "config.kept", Level = LogLevel.Error, Message = "The settings were read anew, and {Count} of them must be mended: the old ones stay in force")]
        public static partial void Kept(ILogger logger, int count);
    }
}
