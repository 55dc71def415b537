namespace JamieDaemon.Hosting.Systemd;

/// <summary>How the process is, for whoever looks after it.</summary>
internal interface IProcessCondition
{
    /// <summary>Whether it gets things done; what no restart cures is no matter here.</summary>
    bool IsAlive { get; }

    /// <summary>What it hears and what is missing, in one line.</summary>
    string Sentence { get; }
}
