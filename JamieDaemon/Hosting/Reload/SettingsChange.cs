namespace JamieDaemon.Hosting.Reload;

/// <summary>What is different in settings that were read anew.</summary>
/// <param name="Settings">What will be in force: the new value of everything that is live, the old one of everything else.</param>
/// <param name="Taken">The settings that hold at once.</param>
/// <param name="Waiting">Those that wait for a restart.</param>
internal sealed record SettingsChange(IReadOnlyDictionary<string, string?> Settings, IReadOnlyList<string> Taken, IReadOnlyList<string> Waiting)
{
    /// <param name="before">What is in force.</param>
    /// <param name="now">What was read.</param>
    /// <param name="isLive">Whether a setting holds without a restart.</param>
    public static SettingsChange Between(
        IReadOnlyDictionary<string, string?> before, IReadOnlyDictionary<string, string?> now, Func<string, bool> isLive)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var (taken, waiting) = (new List<string>(), new List<string>());
        foreach (var key in before.Keys.Union(now.Keys, StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase))
        {
            var isChanged = before.TryGetValue(key, out var old) != now.TryGetValue(key, out var read) || old != read;
            var live = isLive(key);
            if (isChanged) (live ? taken : waiting).Add(key);
            if ((live ? now : before).TryGetValue(key, out var value)) settings[key] = value;
        }

        return new SettingsChange(settings, taken, waiting);
    }
}
