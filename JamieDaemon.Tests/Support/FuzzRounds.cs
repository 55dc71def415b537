using System.Globalization;

namespace JamieDaemon.Tests.Support;

/// <summary>How many mutations a fuzz test tries: ten thousand, or as many as the variable JAMIE_FUZZ says.</summary>
internal static class FuzzRounds
{
    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("JAMIE_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : 10_000;
}
