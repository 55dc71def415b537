using System.Security.Cryptography;
using System.Text;

namespace JamieDaemon.Sandbox.Model;

/// <summary>A model the stand-in pretends to have, as <c>/api/tags</c> and <c>/api/show</c> describe it.</summary>
public sealed record SandboxModel(string Name, IReadOnlyList<string> Capabilities)
{
    public const string Architecture = "standin";

    /// <summary>The window it was "trained" for, in tokens.</summary>
    public int ContextLength { get; init; } = 32768;

    /// <summary>Numbers in one embedding.</summary>
    public int EmbeddingLength { get; init; } = 768;

    /// <summary>The name with its tag, as Ollama lists it.</summary>
    public string FullName => WithTag(Name);

    /// <summary>64 hex digits, the same for the same name.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FullName)));

    /// <summary>A model that chats and takes tools.</summary>
    public static SandboxModel ForChat(string name) => new(name, ["completion", "tools"]);

    /// <summary>A model that only embeds.</summary>
    public static SandboxModel ForEmbedding(string name, int length) => new(name, ["embedding"]) { EmbeddingLength = length };

    public bool Can(string capability) => Capabilities.Contains(capability);

    public bool IsCalled(string name) => string.Equals(FullName, WithTag(name), StringComparison.OrdinalIgnoreCase);

    private static string WithTag(string name) => name.LastIndexOf(':') > name.LastIndexOf('/') ? name : name + ":latest";
}
