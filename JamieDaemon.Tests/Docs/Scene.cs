using System.Text.Json;

namespace JamieDaemon.Tests.Docs;

/// <summary>Something that the daemon showed in the sandbox's workspace.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Type">What Slack's own types call it: <c>KnownBlock[]</c>, <c>HomeView</c> or <c>ModalView</c>.</param>
/// <param name="Content">As it was sent.</param>
internal sealed record Scene(string Name, string Type, JsonElement Content)
{
    public const string Message = "KnownBlock[]";
    public const string Home = "HomeView";
    public const string Modal = "ModalView";
}
