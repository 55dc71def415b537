namespace JamieDaemon.Hosting.Reload;

/// <summary>Does at once what new settings want, because nobody asks it for them.</summary>
internal interface IReloadListener
{
    /// <summary>Other settings are in force now.</summary>
    void Reloaded();
}
