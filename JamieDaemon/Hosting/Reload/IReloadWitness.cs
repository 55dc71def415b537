namespace JamieDaemon.Hosting.Reload;

/// <summary>Is told while settings are read anew, whatever comes of it.</summary>
internal interface IReloadWitness
{
    void ReloadBegins();

    void ReloadEnds();
}
