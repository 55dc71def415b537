using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace JamieDaemon.Sandbox;

/// <summary>Options that take a number within bounds, and say so when they get something else.</summary>
internal static class NumberOption
{
    public static Option<T?> Optional<T>(string name, string description, T min, T max)
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = argument => Read(argument, name, min, max),
        };

    public static Option<T> WithDefault<T>(string name, string description, T value, T min, T max)
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => value,
            CustomParser = argument => Read(argument, name, min, max),
        };

    private static T Read<T>(System.CommandLine.Parsing.ArgumentResult argument, string name, T min, T max)
        where T : struct, INumber<T>
    {
        var text = argument.Tokens[0].Value;
        if (T.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            return number;
        argument.AddError($"{name} must be a number from {min} to {max}, not '{text}'.");
        return default;
    }
}
