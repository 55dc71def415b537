using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Hosting.Reload;

/// <summary>The options that are in force: one object, put in the place of the last one when the settings were read anew and found good.</summary>
/// <remarks>
/// Not <see cref="IOptionsMonitor{TOptions}"/>, which takes a new setting the moment somebody writes it and fails then where it is wrong. Within one
/// object everything belongs together, so whoever keeps it for one piece of work does all of that by the same settings.
/// </remarks>
[SuppressMessage("Performance", "CA1812", Justification = "The container makes it, of an open type.")]
internal sealed class LiveOptions<TOptions>(IOptionsFactory<TOptions> factory) : IOptions<TOptions>, ILiveOptions
    where TOptions : class
{
    private readonly Lock _lock = new();
    private volatile TOptions? _value;

    public TOptions Value
    {
        get
        {
            if (_value is { } value) return value;
            lock (_lock) return _value ??= factory.Create(Options.DefaultName);
        }
    }

    public void Take(object value)
    {
        lock (_lock) _value = (TOptions)value;
    }
}

/// <summary>Options whose type is not known where they are exchanged.</summary>
internal interface ILiveOptions
{
    /// <summary>Puts these in force.</summary>
    void Take(object value);
}
