namespace JamieDaemon.Telemetry.Secrets;

/// <summary>What the name of a setting, a field or an option says about its value.</summary>
internal enum SecretKind
{
    None,

    /// <summary>A token, a secret: many are, and many a harmless thing is called so (a Kubernetes secret's name, a model's token).</summary>
    Likely,

    /// <summary>A password or a key: what is set is secret.</summary>
    Certain,

    /// <summary>The header, whose value has a scheme before it.</summary>
    Authorization,

    /// <summary>A response_url: an address.</summary>
    Address,

    /// <summary>Whatever it is.</summary>
    Always,
}

/// <summary>Tells by its last words whether a name promises a secret: <c>DB_PASSWORD</c>, <c>apiKey</c>, <c>Shared-Access-Key</c>.</summary>
internal static class SecretName
{
    private static readonly (string Word, SecretKind Kind)[] Words =
    [
        ("password", SecretKind.Certain), ("passwd", SecretKind.Certain), ("pwd", SecretKind.Certain),
        ("passphrase", SecretKind.Certain), ("passcode", SecretKind.Certain), ("passwort", SecretKind.Certain),
        ("apikey", SecretKind.Certain), ("accesskey", SecretKind.Certain), ("secretkey", SecretKind.Certain), ("privatekey", SecretKind.Certain),
        ("accountkey", SecretKind.Certain), ("signingkey", SecretKind.Certain), ("encryptionkey", SecretKind.Certain), ("masterkey", SecretKind.Certain),
        ("clientsecret", SecretKind.Certain), ("accesssignature", SecretKind.Certain), ("credential", SecretKind.Likely), ("credentials", SecretKind.Likely),
        ("token", SecretKind.Likely), ("secret", SecretKind.Likely), ("xamzsignature", SecretKind.Likely),
        ("authorization", SecretKind.Authorization), ("responseurl", SecretKind.Address),
    ];

    /// <summary>Those that are the ends of other words too, so they must stand alone: <c>PGPASS</c> counts, <c>bypass</c> does not.</summary>
    private static readonly string[] Short = ["pass", "sig", "dbpass", "pgpass"];

    /// <param name="before">A text that ends with the name.</param>
    public static SecretKind Of(ReadOnlySpan<char> before)
    {
        if (!EndsLikeOne(before)) return SecretKind.None;
        foreach (var (word, kind) in Words)
        {
            if (StartOf(before, word) >= 0) return kind;
        }

        foreach (var word in Short)
        {
            if (StartOf(before, word) is >= 0 and var start && (start == 0 || !char.IsAsciiLetter(before[start - 1]))) return SecretKind.Likely;
        }

        return IsTicket(before) ? SecretKind.Always : SecretKind.None;
    }

    /// <summary>Most names are told by their last two letters.</summary>
    private static bool EndsLikeOne(ReadOnlySpan<char> before) => before.Length > 1 && (((before[^2] | 0x20) << 8) | before[^1] | 0x20) is
        ('r' << 8 | 'd') or ('w' << 8 | 'd') or ('s' << 8 | 'e') or ('d' << 8 | 'e') or ('r' << 8 | 't') or ('e' << 8 | 'y') or ('e' << 8 | 't') or ('r' << 8 | 'e')
        or ('a' << 8 | 'l') or ('l' << 8 | 's') or ('e' << 8 | 'n') or ('o' << 8 | 'n') or ('r' << 8 | 'l') or ('s' << 8 | 's') or ('i' << 8 | 'g');

    /// <summary>The ticket in the address of a Socket Mode socket; others have tickets too.</summary>
    private static bool IsTicket(ReadOnlySpan<char> before) =>
        before.EndsWith("?ticket", StringComparison.OrdinalIgnoreCase) || before.EndsWith("&ticket", StringComparison.OrdinalIgnoreCase);

    /// <returns>Where the word starts with which the text ends, whatever parts its words; -1 when it ends with another.</returns>
    private static int StartOf(ReadOnlySpan<char> before, string word)
    {
        var at = before.Length;
        for (var i = word.Length - 1; i >= 0; i--)
        {
            if (i < word.Length - 1 && at > 1 && before[at - 1] is '_' or '-' or '.' or ' ') at--;
            if (at == 0 || (before[at - 1] | 0x20) != word[i]) return -1;
            at--;
        }

        return at;
    }
}
