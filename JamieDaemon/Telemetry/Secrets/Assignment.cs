namespace JamieDaemon.Telemetry.Secrets;

/// <summary><c>name=value</c>, <c>name: value</c>, <c>"name": "value"</c>, <c>&lt;name&gt;value&lt;/name&gt;</c>: the value, where the name promises a secret.</summary>
internal static class Assignment
{
    private const int MostSpace = 8;

    /// <param name="text">The text.</param>
    /// <param name="at">Where the sign stands that parts the two.</param>
    public static Found At(ReadOnlySpan<char> text, int at)
    {
        var name = NameEnd(text, at);
        if (name <= 0 || SecretName.Of(text[..name]) is not (not SecretKind.None and var kind)) return default;
        var start = at + 1;
        while (start < text.Length && start - at <= MostSpace && text[start] is ' ' or '\t' or '*') start++;
        if (start == text.Length || text[start] is '=' or '>') return default;
        var isLoose = start > at + 1 || name < at;
        if (kind == SecretKind.Authorization) return OfHeader(text, start);

        var value = SecretValue.Read(text, start, isStrict: kind == SecretKind.Certain);
        var found = new Found(value.Start, value.End);
        if (!found.IsFound || Placeholder.Is(text[value.Start..value.End])) return default;
        var isSecret = kind switch
        {
            SecretKind.Always => true,
            SecretKind.Address => text[value.Start..value.End].ContainsAny('/', '%'),
            _ => IsSecret(text, value, kind == SecretKind.Certain, isLoose && !value.IsQuoted, text[at] == '='),
        };
        return isSecret ? found : default;
    }

    private static bool IsSecret(ReadOnlySpan<char> text, SecretValue value, bool isCertain, bool isLoose, bool isSet)
    {
        var word = text[value.Start..value.End];
        if (Placeholder.IsPath(word) || (!value.IsQuoted && Placeholder.IsCode(text[value.Start..]))) return false;
        var isDrawn = Chance.IsLikelyIn(word);
        if (isCertain) return !isLoose || isDrawn || value.EndsLine;
        return word.Length >= 6 && !Chance.IsName(word) && (isDrawn || (!isLoose && (isSet || value.IsQuoted) && word.Length >= 8));
    }

    /// <summary>What follows the scheme; without a scheme it may be prose.</summary>
    private static Found OfHeader(ReadOnlySpan<char> text, int start)
    {
        var value = SecretValue.Read(text, start, isStrict: true);
        if (value.End <= value.Start || (!value.IsQuoted && Placeholder.IsCode(text[value.Start..]))) return default;
        var isScheme = value.End < text.Length && text[value.End] == ' ' && !text[value.Start..value.End].ContainsAnyExceptInRange('A', 'z');
        if (!isScheme) isScheme = value.IsQuoted && text[value.Start..value.End].Contains(' ');
        if (!isScheme) return !Placeholder.Is(text[value.Start..value.End]) && Chance.IsLikelyIn(text[value.Start..value.End]) ? new Found(value.Start, value.End) : default;
        var space = value.Start + text[value.Start..].IndexOf(' ');
        if (space + 1 == text.Length) return default;
        var rest = value.IsQuoted ? value with { Start = space + 1 } : SecretValue.Read(text, space + 1, isStrict: true);
        var word = rest.End > rest.Start ? text[rest.Start..rest.End] : default;
        return word.IsEmpty || Placeholder.Is(word) || (!Chance.IsLikelyIn(word) && !rest.EndsLine) ? default : new Found(rest.Start, rest.End);
    }

    /// <returns>Where the name ends that stands before the sign; 0 when none does.</returns>
    private static int NameEnd(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        if (text[at] == '>')
        {
            if (end == 0 || text[end - 1] is not ('=' or '/') && !IsElement(text[..end])) return 0;
            if (text[end - 1] == '=') end--;
        }
        else if (text[at] == '=' && end > 0 && text[end - 1] is ':' or '?' or '+')
        {
            end--;
        }

        for (var i = 0; i < 3 && end > 0 && text[end - 1] == ' '; i++) end--;
        for (var i = 0; i < 4 && end > 0 && text[end - 1] is '"' or '\'' or '`' or '*' or '\\' or ']' or ')'; i++) end--;
        return end > 0 && char.IsAsciiLetter(text[end - 1]) ? end : 0;
    }

    private static bool IsElement(ReadOnlySpan<char> before)
    {
        var start = before.Length;
        while (start > 0 && (Letters.IsOfToken(before[start - 1]) || before[start - 1] is '.' or ':')) start--;
        return start > 0 && before[start - 1] == '<';
    }
}
