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
            catch (InvalidOperationException)
            {
                problems.AddRange(OneByOne(type, services).Select(problem => SecretRedactor.Redact(InOurWords(problem, type))));
            }
        }

        return problems;
    }

    /// <summary>The binder ends at the first value that it cannot read; this names each one, and what is wrong with the others.</summary>
    private static IEnumerable<string> OneByOne(Type type, IServiceProvider services)
    {
        var readable = new Dictionary<string, string?>();
        foreach (var setting in services.GetRequiredService<IConfiguration>().GetSection(SectionOf(type)).AsEnumerable(makePathsRelative: true))
        {
            if (setting.Value is null) continue;
            if (Bind(type, new() { [setting.Key] = setting.Value }).Problem is { } problem) yield return problem;
            else readable[setting.Key] = setting.Value;
        }

        var options = Bind(type, readable).Options;
        foreach (var validator in services.GetServices(typeof(IValidateOptions<>).MakeGenericType(type)))
        {
            var result = (ValidateOptionsResult)validator!.GetType().GetMethod(nameof(IValidateOptions<>.Validate))!.Invoke(validator, [Options.DefaultName, options])!;
            foreach (var failure in result.Failures ?? []) yield return failure;
        }
    }

    private static (object Options, string? Problem) Bind(Type type, Dictionary<string, string?> settings)
    {
        var options = Activator.CreateInstance(type)!;
        try
        {
            // From its own section, so that the binder names the setting in full.
            new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"{SectionOf(type)}:{setting.Key}", setting.Value)))
                .Build().GetSection(SectionOf(type)).Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
            return (options, null);
        }
        catch (InvalidOperationException unreadable)
        {
            return (options, unreadable.Message);
        }
    }

    private static string SectionOf(Type type) => type.Name[..^"Options".Length];

    /// <summary>The generated validator says <c>Sockets: The field SlackOptions.Sockets must be…</c>; people know it as Slack:Sockets.</summary>
    private static string InOurWords(string failure, Type type)
    {
        var section = SectionOf(type);
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
