using JamieDaemon.Sandbox.Model;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>Models that take their time, so that an answer can be seen growing.</summary>
internal static class SlowModel
{
    /// <summary>Says a word every 20 ms, for as long as a test could want.</summary>
    public static ModelServerOptions Endless { get; } = Saying(string.Join(' ', Enumerable.Range(0, 3000).Select(number => $"word{number}")));

    public static ModelServerOptions Saying(string text) => new() { Answer = _ => text, TokenDelay = TimeSpan.FromMilliseconds(20), Parallel = 8 };
}
