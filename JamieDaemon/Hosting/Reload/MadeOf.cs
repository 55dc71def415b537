using Microsoft.Extensions.Options;

namespace JamieDaemon.Hosting.Reload;

/// <summary>What is made of settings, and made anew when those have changed that it is made of.</summary>
internal sealed class MadeOf<TOptions, TPart, TMade>(IOptions<TOptions> options, Func<TOptions, TPart> part, Func<TPart, TMade> make)
    where TOptions : class
    where TPart : IEquatable<TPart>
{
    private readonly Lock _lock = new();
    private TOptions? _of;
    private TPart? _part;
    private TMade? _made;

    public TMade Value
    {
        get
        {
            var now = options.Value;
            lock (_lock)
            {
                if (ReferenceEquals(now, _of)) return _made!;
                var wanted = part(now);
                if (_of is null || !wanted.Equals(_part)) (_part, _made) = (wanted, make(wanted));
                _of = now;
                return _made!;
            }
        }
    }
}
