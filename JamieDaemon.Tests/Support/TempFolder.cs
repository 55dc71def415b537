namespace JamieDaemon.Tests.Support;

/// <summary>A folder of its own, gone with the test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("jamie-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
