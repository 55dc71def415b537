using System.Text.Json;
using System.Text.RegularExpressions;
using JamieDaemon.Tests.Docs;

namespace JamieDaemon.Tests.Deploy.Agreement;

/// <summary>The Dockerfile's last stage, as far as others have to agree with it.</summary>
internal static partial class Dockerfile
{
    private static readonly string[] Lines =
        File.ReadAllText(Repository.File("Dockerfile")).Replace("\\\n", "", StringComparison.Ordinal).Split("\nFROM ")[^1].Split('\n');

    /// <summary>What it sets in Jamie's environment.</summary>
    public static IReadOnlyDictionary<string, string> Variables { get; } = Variable().Matches(Value("ENV")).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value);

    /// <summary>The command of an instruction in its exec form.</summary>
    public static string[] Command(string instruction) => JsonSerializer.Deserialize<string[]>(Value(instruction)[Value(instruction).IndexOf('[')..])!;

    /// <summary>What stands behind the one instruction of a name.</summary>
    public static string Value(string instruction) => Lines.Single(line => line.StartsWith($"{instruction} ", StringComparison.Ordinal))[(instruction.Length + 1)..];

    [GeneratedRegex(@"(?<name>\w+)=(?<value>\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}
