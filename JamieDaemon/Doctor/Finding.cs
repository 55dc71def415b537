namespace JamieDaemon.Doctor;

/// <summary>One row: how a thing is.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="State">How it is.</param>
/// <param name="Found">What was seen.</param>
/// <param name="Fix">What to do about it; a failing row always has one.</param>
internal sealed record Finding(string Name, FindingState State, string Found, string? Fix = null)
{
    public static Finding Ok(string name, string found) => new(name, FindingState.Ok, found);

    public static Finding Warn(string name, string found, string fix) => new(name, FindingState.Warn, found, fix);

    public static Finding Fail(string name, string found, string fix) => new(name, FindingState.Fail, found, fix);

    /// <summary>Mostly because something else is broken, which has a row of its own.</summary>
    public static Finding Unknown(string name, string found) => new(name, FindingState.Unknown, found);
}

/// <summary>How a thing is.</summary>
internal enum FindingState
{
    Ok,

    /// <summary>It works, and will not for ever, or not as well as it could.</summary>
    Warn,

    Fail,

    /// <summary>It cannot be known now.</summary>
    Unknown,
}
