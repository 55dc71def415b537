namespace JamieDaemon.Slack.Rendering;

/// <summary>The one HTML tag that models write in place of Markdown: <c>&lt;br&gt;</c>.</summary>
internal static class LineBreak
{
    /// <summary>How long the tag is that a text begins with; 0 when it is none, -1 when it may still become one.</summary>
    public static int Length(ReadOnlySpan<char> text, bool complete)
    {
        ReadOnlySpan<string> forms = ["<br>", "<br/>", "<br />"];
        foreach (var form in forms)
        {
            if (text.StartsWith(form, StringComparison.OrdinalIgnoreCase)) return form.Length;
            if (!complete && form.AsSpan().StartsWith(text, StringComparison.OrdinalIgnoreCase)) return -1;
        }

        return 0;
    }
}
