using System.Collections;
using System.Globalization;
using System.Reflection;

namespace JamieDaemon.Hosting;

/// <summary>Holds what is configured against the type that is to take it.</summary>
/// <remarks>
/// The binder passes over a single value where a list or a section belongs: a list of people that may ask, written as one word, would be an
/// empty list, which lets everybody in.
/// </remarks>
internal static class SettingShape
{
    /// <param name="section">What is configured.</param>
    /// <param name="type">The type of its options, of an entry, or of a value.</param>
    /// <returns>Every setting that cannot be taken; none of the sentences holds its value, which may be a secret.</returns>
    public static IEnumerable<Misfit> Misfits(IConfigurationSection section, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (WordsFor(type) is { } words) return OfValue(section, type, words);
        // An empty list or section has an empty value.
        if (section.Value is { Length: > 0 }) return [new Misfit(section.Path, Belongs(section, type))];
        return EntryType(type) is { } entry ? section.GetChildren().SelectMany(child => Misfits(child, entry)) : OfObject(section, type);
    }

    private static IEnumerable<Misfit> OfValue(IConfigurationSection section, Type type, string words)
    {
        if (section.GetChildren().Any()) yield return new Misfit(section.Path, $"{section.Path} is one value, {words}, and nothing stands below it.");
        else if (section.Value is { Length: > 0 } value && !IsReadable(value, type)) yield return new Misfit(section.Path, $"{section.Path} must be {words}.");
    }

    private static IEnumerable<Misfit> OfObject(IConfigurationSection section, Type type)
    {
        var settings = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        foreach (var child in section.GetChildren())
        {
            var setting = Array.Find(settings, property => property.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase));
            if (setting is null)
            {
                yield return new Misfit(child.Path, $"{section.Path} has no setting {child.Key}, but {string.Join(", ", settings.Select(property => property.Name))}.");
                continue;
            }

            foreach (var misfit in Misfits(child, setting.PropertyType)) yield return misfit;
        }
    }

    private static string Belongs(IConfigurationSection section, Type type)
    {
        if (EntryType(type) is null) return $"{section.Path} is a section, not a value: set what stands in it, as {section.Path}:{type.GetProperties()[0].Name}=….";
        var key = IsDictionary(type) ? "<name>" : "0";
        return $"{section.Path} is a list, not a value: set each entry by itself, as {section.Path}:{key}=… (in the environment {section.Path.Replace(":", "__", StringComparison.Ordinal)}__{key}).";
    }

    private static string? WordsFor(Type type) => type switch
    {
        { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type))}",
        _ when type == typeof(string) => "a text",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ when type == typeof(float) || type == typeof(double) => "a number",
        _ when type == typeof(TimeSpan) => "a time, as 00:00:30",
        _ when type == typeof(Uri) => "an address",
        _ => null,
    };

    private static bool IsReadable(string value, Type type) => type switch
    {
        { IsEnum: true } => Enum.TryParse(type, value, ignoreCase: true, out _),
        _ when type == typeof(bool) => bool.TryParse(value, out _),
        _ when type == typeof(int) => int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
        _ when type == typeof(long) => long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
        _ when type == typeof(float) || type == typeof(double) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        _ when type == typeof(TimeSpan) => TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out _),
        _ when type == typeof(Uri) => Uri.TryCreate(value, UriKind.RelativeOrAbsolute, out _),
        _ => true,
    };

    /// <summary>What a list or a dictionary holds; <see langword="null"/> for any other type.</summary>
    private static Type? EntryType(Type type) => typeof(IEnumerable).IsAssignableFrom(type) ? type.GenericTypeArguments[^1] : null;

    private static bool IsDictionary(Type type) => type.GenericTypeArguments.Length == 2;
}

/// <summary>A setting that cannot be taken as it stands.</summary>
/// <param name="Path">As <c>Section:Key</c>.</param>
/// <param name="Sentence">What to do about it.</param>
internal sealed record Misfit(string Path, string Sentence);
