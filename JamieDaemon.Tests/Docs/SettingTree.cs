using System.Collections;
using System.Reflection;
using System.Text.Json;
using JamieDaemon.Hosting;
using Microsoft.Extensions.Configuration;

namespace JamieDaemon.Tests.Docs;

/// <summary>What can be set: the leaves of appsettings.json, and the types that take them.</summary>
internal static class SettingTree
{
    /// <summary>What stands for any entry of a list of sections.</summary>
    private const string AnyChannel = "C0123ABC456";

    private static readonly Dictionary<string, Type> Sections = SettingProblems.ValidatedTypes(JamieHost.CreateBuilder([]).Services)
        .ToDictionary(type => type.Name[..^"Options".Length]);

    /// <summary>Every leaf of appsettings.json with its value, and the settings of an entry where one can be added.</summary>
    public static IReadOnlyDictionary<string, string?> Shipped()
    {
        using var shipped = JsonDocument.Parse(File.ReadAllText(Repository.File("appsettings.json")));
        var found = new Dictionary<string, string?>();
        foreach (var section in shipped.RootElement.EnumerateObject()) Add(section.Name, section.Value, found);
        return found;
    }

    /// <summary>The attributes and the type of what takes a setting; of an entry, those of its list.</summary>
    public static (MemberInfo? Member, Type Type) Of(string setting)
    {
        var path = setting.Split(':');
        (MemberInfo? Member, Type Type) found = (null, Sections[path[0]]);
        foreach (var name in path[1..]) found = EntryOf(found.Type) is { } entry ? (found.Member, entry) : (found.Type.GetProperty(name)!, found.Type.GetProperty(name)!.PropertyType);
        return (found.Member, Nullable.GetUnderlyingType(found.Type) ?? found.Type);
    }

    /// <summary>The options of a section as text, with these settings and otherwise by default.</summary>
    public static string Bind(string section, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var options = Activator.CreateInstance(Sections[section])!;
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection(section).Bind(options);
        return JsonSerializer.Serialize(options, Sections[section]);
    }

    private static void Add(string name, JsonElement value, Dictionary<string, string?> found)
    {
        if (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any())
        {
            foreach (var field in value.EnumerateObject()) Add($"{name}:{field.Name}", field.Value, found);
            return;
        }

        found.Add(name, value.ValueKind switch { JsonValueKind.Null => null, JsonValueKind.String => value.GetString(), _ => value.GetRawText() });
        if (EntryOf(Of(name).Type) is not { } entry || entry == typeof(string)) return;
        var key = value.ValueKind == JsonValueKind.Object ? AnyChannel : "0";
        var defaults = Activator.CreateInstance(entry);
        foreach (var setting in entry.GetProperties().Where(property => property.CanWrite)) found.Add($"{name}:{key}:{setting.Name}", (string?)setting.GetValue(defaults));
    }

    private static Type? EntryOf(Type type) => type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type) ? type.GenericTypeArguments[^1] : null;
}
