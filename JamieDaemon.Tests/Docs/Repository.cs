using System.Runtime.CompilerServices;

namespace JamieDaemon.Tests.Docs;

/// <summary>The sources that these tests were built from, where the documentation stands.</summary>
internal static class Repository
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    public static string File(string path) => Path.Combine(Root, path);

    public static string Folder(string path) => Path.Combine(Root, path);

    private static string Here([CallerFilePath] string path = "") => path;
}
