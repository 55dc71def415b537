namespace JamieDaemon.Answering;

/// <summary>The models that can answer, and what they can do. Answers at once, from what was last seen of the model's server.</summary>
public interface IModelCatalog
{
    /// <summary>The model that answers where nobody chose another.</summary>
    string Default { get; }

    /// <summary>Whether <see cref="Default"/> is there and was loaded.</summary>
    bool IsReady { get; }

    /// <summary>The models on the server that can chat, in the server's order; empty while nothing is known of it.</summary>
    IReadOnlyList<string> Available { get; }

    /// <summary>Whether the model takes images. One that nothing is known of is taken to be blind.</summary>
    bool CanSee(string model);
}
