using System.Reflection;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Hosting;

/// <summary>Finds everything that is wrong with the settings, at once.</summary>
public static class SettingProblems
{
    /// <param name="registrations">Where every options type that has a validator is found, so that none can be forgotten.</param>
    /// <param name="services">Where their values come from.</param>
    /// <returns>One sentence for each problem; none holds the value of a setting that may be a secret.</returns>
    public static IReadOnlyList<string> Find(IServiceCollection registrations, IServiceProvider services)
    {
        var problems = new List<string>();
        foreach (var type in ValidatedTypes(registrations))
        {
            try
            {
                _ = ValueOf(type, services);
            }
            catch (OptionsValidationException invalid)
            {
                problems.AddRange(invalid.Failures.Select(failure => InOurWords(failure, type)));
            }
            catch (InvalidOperationException unreadable)
            {
                // The binder's: a value that is no number, a key that no setting has. It quotes the value.
                problems.Add(SecretRedactor.Redact(InOurWords(unreadable.Message, type)));
            }
        }

        return problems;
    }

    /// <summary>The generated validator says <c>Sockets: The field SlackOptions.Sockets must be…</c>; people know it as Slack:Sockets.</summary>
    private static string InOurWords(string failure, Type type)
    {
        var section = type.Name[..^"Options".Length];
        foreach (var property in type.GetProperties())
        {
            var prefix = $"{property.Name}: ";
            if (failure.StartsWith(prefix, StringComparison.Ordinal)) failure = failure[prefix.Length..];
        }

        const string Unknown = "'ErrorOnUnknownConfiguration' was set on the provided BinderOptions, but the following properties were not found on the instance of ";
        if (failure.StartsWith(Unknown, StringComparison.Ordinal))
            return $"{section} has no such setting: {failure[(failure.LastIndexOf(": ", StringComparison.Ordinal) + 2)..]}. See appsettings.json for those it has.";

        return failure.Replace($"The field {type.Name}.", $"{section}:", StringComparison.Ordinal)
            .Replace($"The {type.Name}.", $"{section}:", StringComparison.Ordinal);
    }

    private static IEnumerable<Type> ValidatedTypes(IServiceCollection registrations) => registrations
        .Where(service => service.ServiceType.IsGenericType && service.ServiceType.GetGenericTypeDefinition() == typeof(IValidateOptions<>))
        .Select(service => service.ServiceType.GenericTypeArguments[0])
        .Distinct();

    private static object? ValueOf(Type type, IServiceProvider services)
    {
        var options = typeof(IOptions<>).MakeGenericType(type);
        return options.GetProperty(nameof(IOptions<>.Value))!
            .GetValue(services.GetRequiredService(options), BindingFlags.DoNotWrapExceptions, binder: null, index: null, culture: null);
    }
}
