namespace JamieDaemon.Tests.Support;

/// <summary>The payloads under Vectors/.</summary>
internal static class Vectors
{
    private static readonly string Folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "Vectors");

    public static IEnumerable<string> Names(string prefix) =>
        Directory.EnumerateFiles(Folder, $"{prefix}*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order();

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder, $"{name}.json"));
}
