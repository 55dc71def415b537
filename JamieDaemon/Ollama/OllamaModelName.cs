namespace JamieDaemon.Ollama;

/// <summary>
/// Compares model names as Ollama does: case does not count, the tag defaults to <c>latest</c>, the registry to its own.
/// </summary>
public static class OllamaModelName
{
    private static readonly string[] DefaultPrefixes = ["registry.ollama.ai/", "library/"];

    public static bool Same(string left, string right) =>
        string.Equals(Full(left), Full(right), StringComparison.OrdinalIgnoreCase);

    /// <summary><c>Bruno-SRE</c> → <c>Bruno-SRE:latest</c>; <c>registry.ollama.ai/library/x:1b</c> → <c>x:1b</c>.</summary>
    public static string Full(string name)
    {
        foreach (var prefix in DefaultPrefixes)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                name = name[prefix.Length..];
            }
        }

        // A colon before the last slash belongs to a registry's port.
        return name.LastIndexOf(':') > name.LastIndexOf('/') ? name : name + ":latest";
    }
}
