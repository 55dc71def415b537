using System.Reflection;

namespace JamieDaemon.Hosting.Reload;

/// <summary>Tells which settings hold without a restart: those whose property, or a property around it, is <see cref="LiveAttribute">live</see>.</summary>
internal sealed class LiveSettings(IEnumerable<Type> options)
{
    private readonly Dictionary<string, Type> _sections = options.ToDictionary(static type => type.Name[..^"Options".Length], StringComparer.OrdinalIgnoreCase);

    /// <param name="setting">As <c>Slack:Channels:C0123ABC456:Model</c>.</param>
    public bool IsLive(string setting)
    {
        var names = setting.Split(':');
        if (!_sections.TryGetValue(names[0], out var type)) return false;
        for (var i = 1; i < names.Length; i++)
        {
            if (type.GetProperty(names[i], BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is not { } property) return false;
            if (property.IsDefined(typeof(LiveAttribute))) return true;
            type = property.PropertyType;
        }

        return false;
    }

    /// <summary>Whether it is one of Jamie's: the environment is full of variables of others.</summary>
    public bool IsOurs(string setting) => _sections.ContainsKey(setting.Split(':')[0]);

    /// <summary>All of them, each by the name under which it is set.</summary>
    public IEnumerable<string> All => _sections.SelectMany(static section => In(section.Key, section.Value));

    private static IEnumerable<string> In(string path, Type type)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = $"{path}:{property.Name}";
            var isLive = property.IsDefined(typeof(LiveAttribute));
            if (isLive) yield return name;
            if (isLive || property.PropertyType.Namespace?.StartsWith(nameof(JamieDaemon), StringComparison.Ordinal) != true) continue;
            foreach (var inner in In(name, property.PropertyType)) yield return inner;
        }
    }
}
