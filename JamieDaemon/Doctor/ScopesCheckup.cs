namespace JamieDaemon.Doctor;

/// <summary>Whether the bot token may do what Jamie does with its present settings, and no more.</summary>
internal sealed class ScopesCheckup(SlackLook slack, IReadOnlyList<string> wanted) : ICheckup
{
    private const string Reinstall = "Update the app with what `JamieDaemon manifest` prints, and install it to the workspace again.";

    public string Name => "scopes";

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        var answer = await slack.AuthTest;
        return answer.Trouble is { } trouble ? Finding.Unknown(Name, trouble.Kind == HttpTroubleKind.NotTried ? trouble.Words : "Slack does not answer")
            : SlackRefusal.Of(Name, await slack.Reach, answer, Reinstall) is not null ? Finding.Unknown(Name, "Slack does not take the bot token")
            : Judge(answer.Scopes, wanted);
    }

    /// <param name="granted">As Slack lists them; <see langword="null"/>: it does not.</param>
    /// <param name="wanted">Those of the manifest.</param>
    public static Finding Judge(string? granted, IReadOnlyList<string> wanted)
    {
        const string name = "scopes";
        if (granted is null) return Finding.Unknown(name, "Slack does not list them (a proxy has taken away x-oauth-scopes)");
        var has = granted.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (wanted.Except(has).ToList() is { Count: > 0 } missing) return Finding.Fail(name, $"missing: {string.Join(", ", missing)}", Reinstall);
        // Every token has this one, and no manifest names it.
        return has.Except(wanted).Where(static scope => scope != "identify").ToList() is { Count: > 0 } spare
            ? Finding.Warn(name, $"more than Jamie needs: {string.Join(", ", spare)}", Reinstall)
            : Finding.Ok(name, $"all {wanted.Count} that the manifest asks for");
    }
}
