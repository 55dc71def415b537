using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.Json;
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
        var configuration = services.GetRequiredService<IConfiguration>();
        var problems = new List<string>();
        foreach (var section in StrangeSections(configuration))
            problems.Add($"There is no section {section}, but {string.Join(", ", JamieSettings.Sections)}.");
        foreach (var type in ValidatedTypes(registrations))
        {
            var section = configuration.GetSection(SectionOf(type));
            var misfits = SettingShape.Misfits(section, type).ToList();
            problems.AddRange(misfits.Select(misfit => misfit.Sentence));
            var failures = misfits.Count == 0 ? Failures(type, services) : FailuresWithout(misfits, section, type, services);
            problems.AddRange(failures.Select(failure => InOurWords(failure, type)));
        }

        return problems.ConvertAll(problem => SettingAliases.Named(problem, variable => configuration[variable]));
    }

    /// <summary>The options of a section with every setting that can be read, right or wrong, and the defaults of the others.</summary>
    internal static T Readable<T>(IConfiguration configuration)
        where T : class
    {
        var section = configuration.GetSection(SectionOf(typeof(T)));
        return (T)Readable([.. SettingShape.Misfits(section, typeof(T))], section, typeof(T));
    }

    /// <summary>Those that somebody wrote for Jamie; the environment is full of variables of others.</summary>
    private static IEnumerable<string> StrangeSections(IConfiguration configuration) => ((IConfigurationRoot)configuration).Providers
        .Where(provider => provider is JsonConfigurationProvider or CommandLineConfigurationProvider)
        .SelectMany(provider => provider.GetChildKeys([], parentPath: null))
        .Where(section => !JamieSettings.Sections.Contains(section, StringComparer.OrdinalIgnoreCase))
        .Distinct(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Failures(Type type, IServiceProvider services)
    {
        try
        {
            var options = typeof(IOptions<>).MakeGenericType(type);
            options.GetProperty(nameof(IOptions<>.Value))!
                .GetValue(services.GetRequiredService(options), BindingFlags.DoNotWrapExceptions, binder: null, index: null, culture: null);
            return [];
        }
        catch (OptionsValidationException invalid)
        {
            return invalid.Failures;
        }
    }

    /// <summary>The binder ends at the first value that it cannot read; what is wrong with the others is to be told all the same.</summary>
    private static IEnumerable<string> FailuresWithout(List<Misfit> misfits, IConfigurationSection section, Type type, IServiceProvider services)
    {
        var options = Readable(misfits, section, type);
        foreach (var validator in services.GetServices(typeof(IValidateOptions<>).MakeGenericType(type)))
        {
            var result = (ValidateOptionsResult)validator!.GetType().GetMethod(nameof(IValidateOptions<>.Validate))!.Invoke(validator, [Options.DefaultName, options])!;
            foreach (var failure in result.Failures ?? []) yield return failure;
        }
    }

    private static object Readable(List<Misfit> misfits, IConfigurationSection section, Type type)
    {
        var readable = section.AsEnumerable().Where(setting => !misfits.Exists(misfit => IsIn(setting.Key, misfit.Path)));
        var options = Activator.CreateInstance(type)!;
        new ConfigurationBuilder().AddInMemoryCollection(readable).Build().GetSection(section.Path).Bind(options);
        return options;
    }

    private static bool IsIn(string path, string section) =>
        path.StartsWith(section, StringComparison.OrdinalIgnoreCase) && (path.Length == section.Length || path[section.Length] == ':');

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

        // Of a section within it: SampleRatio: The field ObservabilityOptions.Traces.SampleRatio must be….
        return Regex.Replace(
            failure, $@"^(\w+: )?The (field )?{type.Name}\.(?<path>[\w.]*\w)", named => $"{section}:{named.Groups["path"].Value.Replace('.', ':')}", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    }

    /// <summary>Every options type that has a validator.</summary>
    internal static IEnumerable<Type> ValidatedTypes(IServiceCollection registrations) => registrations
        .Where(service => service.ServiceType.IsGenericType && service.ServiceType.GetGenericTypeDefinition() == typeof(IValidateOptions<>))
        .Select(service => service.ServiceType.GenericTypeArguments[0])
        .Distinct();
}
