namespace JamieDaemon.Telemetry.Secrets;

/// <summary>Tokens that say by their beginning who issued them.</summary>
internal static class KnownTokens
{
    /// <summary>Behind a beginning that is also a word's; Slack's and Logfire's have none in common with any.</summary>
    private const int Shortest = 16;

    /// <summary>Each ends with the character at which it is looked for. Who issues them: GitHub, npm, Stripe, Docker, Hugging Face …</summary>
    private static readonly string[] ByUnderscore =
    [
        "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "npm_", "sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_", "dckr_pat_", "hf_",
        "gsk_", "glsa_", "glc_", "dop_v1_", "doo_v1_", "dor_v1_", "shpat_", "shpss_", "lin_api_", "figd_", "sntrys_", "sntryu_", "sbp_", "pat_", "rubygems_",
    ];

    /// <summary>GitLab, OpenAI, Anthropic, PyPI, xAI, NVIDIA, Tailscale, Pulumi, New Relic, Postman, Google's OAuth clients, age.</summary>
    private static readonly string[] ByDash =
    [
        "glpat-", "gldt-", "glrt-", "glptt-", "glcbt-", "sk-", "pypi-", "xai-", "nvapi-", "tskey-", "pul-", "NRAK-", "PMAK-", "GOCSPX-", "AGE-SECRET-KEY-",
    ];

    /// <summary>SendGrid, Vault, Google's OAuth, Doppler.</summary>
    private static readonly string[] ByDot = ["SG.", "hvs.", "hvb.", "hvr.", "ya29.", "dp.pt.", "dp.st."];

    public static Found At(ReadOnlySpan<char> text, int at, int from)
    {
        if (text[at] == '-' && OfSlack(text, at, from) is { IsFound: true } slacks) return slacks;
        if (text[at] == '_' && OfLogfire(text, at, from) is { IsFound: true } logfires) return logfires;
        var end = text[at] == '.' ? EndWithDots(text, at + 1) : Letters.EndOfToken(text, at + 1);
        if (end - at - 1 < Shortest || !HasDigit(text[(at + 1)..end])) return default;
        foreach (var mark in text[at] switch { '-' => ByDash, '_' => ByUnderscore, _ => ByDot })
        {
            var start = at + 1 - mark.Length;
            if (start >= from && Letters.IsAtEdge(text, start) && text[start..].StartsWith(mark, StringComparison.Ordinal) && !IsSpelt(text[(at + 1)..end]))
                return new Found(start, end);
        }

        return default;
    }

    /// <summary>xoxb-, xoxp-, xoxe.xoxb-, xapp- …, whatever stands before.</summary>
    private static Found OfSlack(ReadOnlySpan<char> text, int at, int from)
    {
        var start = at - 4;
        if (start < from || at + 1 == text.Length || !Letters.IsOfToken(text[at + 1])) return default;
        var isBot = text[start..].StartsWith("xox", StringComparison.OrdinalIgnoreCase) && char.IsAsciiLetter(text[start + 3]);
        if (!isBot && !text[start..].StartsWith("xapp", StringComparison.OrdinalIgnoreCase)) return default;
        if (isBot && start - 5 >= from && text[start - 1] == '.' && text[(start - 5)..].StartsWith("xox", StringComparison.OrdinalIgnoreCase)) start -= 5;
        return new Found(start, Letters.EndOfToken(text, at));
    }

    /// <summary>pylf_v1_…</summary>
    private static Found OfLogfire(ReadOnlySpan<char> text, int at, int from)
    {
        var digits = at;
        while (digits > from && char.IsAsciiDigit(text[digits - 1])) digits--;
        var start = digits - "pylf_v".Length;
        if (digits == at || start < from || !text[start..].StartsWith("pylf_v", StringComparison.OrdinalIgnoreCase)) return default;
        var end = Letters.EndOfToken(text, at + 1);
        return end == at + 1 ? default : new Found(start, end);
    }

    private static int EndWithDots(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && (Letters.IsOfToken(text[at]) || (text[at] == '.' && at + 1 < text.Length && Letters.IsOfToken(text[at + 1])))) at++;
        return at;
    }

    private static bool HasDigit(ReadOnlySpan<char> text) => text.ContainsAnyInRange('0', '9');

    /// <summary>Names such as <c>sk-deployment-of-2026</c> consist of words and numbers; what is drawn by lot does not.</summary>
    private static bool IsSpelt(ReadOnlySpan<char> text)
    {
        foreach (var part in text.SplitAny('-', '_', '.'))
        {
            var segment = text[part];
            if (segment.ContainsAnyInRange('0', '9') && segment.ContainsAnyExceptInRange('0', '9') && segment.Length > 4) return false;
            if (segment.Length > 20) return false;
        }

        return true;
    }
}
