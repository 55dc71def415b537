namespace JamieDaemon.Doctor;

/// <summary>What is wrong with the settings, as rows; the other rows go by those that are right.</summary>
internal sealed class SettingFindings(IReadOnlyList<string> problems)
{
    private const string Name = "settings";

    public IReadOnlyList<Finding> Rows() =>
        problems.Count == 0 ? [Finding.Ok(Name, "all can be read and fit each other")] : [.. problems.Select(Of)];

    /// <summary>Whether nothing is said against this setting.</summary>
    public bool IsRight(string setting)
    {
        foreach (var problem in problems)
        {
            if (problem.Contains(setting, StringComparison.OrdinalIgnoreCase)) return false;
        }

        return true;
    }

    /// <summary>A problem's first sentence says what is wrong; what to do is in the others, or in itself.</summary>
    private static Finding Of(string problem) => problem.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end
        ? Finding.Fail(Name, problem[..(end + 1)], problem[(end + 2)..])
        : Finding.Fail(Name, problem, "Mend it where it was set: appsettings.json, the environment or the command line.");
}
