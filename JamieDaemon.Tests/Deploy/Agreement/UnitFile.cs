using JamieDaemon.Tests.Docs;

namespace JamieDaemon.Tests.Deploy.Agreement;

/// <summary>deploy/systemd/jamie.service, as far as others have to agree with it.</summary>
internal static class UnitFile
{
    private static readonly ILookup<string, string> Lines = File.ReadLines(Repository.File("deploy/systemd/jamie.service"))
        .Where(line => line.Length > 0 && line[0] is not ('#' or '[')).Select(line => line.Split('=', 2)).ToLookup(line => line[0], line => line[1]);

    /// <summary>What the unit sets in Jamie's environment.</summary>
    public static IReadOnlyDictionary<string, string> Variables { get; } =
        Lines["Environment"].Select(line => line.Split('=', 2)).ToDictionary(variable => variable[0], variable => variable[1]);

    /// <summary>The credentials that it loads, also those of the examples beside it.</summary>
    public static IReadOnlyList<string> Credentials { get; } =
    [
        .. Lines["LoadCredential"].Concat(File.ReadLines(Repository.File("deploy/systemd/jamie.service.d/credentials.conf.example"))
            .Where(line => line.StartsWith("LoadCredential=", StringComparison.Ordinal)).Select(line => line.Split('=', 2)[1])).Select(credential => credential.Split(':')[0]),
    ];

    /// <summary>The one value of a setting.</summary>
    public static string Value(string name) => Lines[name].Single();

    /// <summary>A time in seconds.</summary>
    public static TimeSpan Time(string name) => TimeSpan.FromSeconds(int.Parse(Value(name).TrimEnd('s')));
}
