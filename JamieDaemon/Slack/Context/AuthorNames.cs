namespace JamieDaemon.Slack.Context;

/// <summary>Names for the authors of a conversation: anybody may call themselves anything, but no two may be taken for one, nor one for Jamie.</summary>
internal sealed class AuthorNames
{
    public const string Jamie = "Jamie";

    private readonly Dictionary<string, string> _owners = new(StringComparer.OrdinalIgnoreCase) { [Jamie] = "" };

    /// <summary>The name; for the second one who bears it with the id behind it.</summary>
    public string Of(string id, string name)
    {
        name = name.Trim();
        return _owners.TryAdd(name, id) || _owners[name] == id ? name : $"{name} ({id})";
    }
}
