namespace JamieDaemon.Slack.WebApi;

/// <summary>How much of a file is wanted.</summary>
/// <param name="MostBytes">No more than this is kept.</param>
public readonly record struct FileWish(int MostBytes)
{
    /// <summary>All of it or nothing (an image); else the beginning and the end of what is larger.</summary>
    public bool Whole { get; init; }

    /// <summary>A page in HTML may be the file itself (a canvas, a saved page), not only Slack's sign-in page.</summary>
    public bool MayBeHtml { get; init; }

    /// <summary>The size that Slack gives; less than that was cut on the way.</summary>
    public long? Size { get; init; }
}

/// <summary>What was kept of a file.</summary>
/// <param name="Head">Its beginning.</param>
/// <param name="Tail">Its end, if the beginning is not all; between the two <see cref="Skipped"/> bytes are missing.</param>
/// <param name="Length">The bytes that were read.</param>
public sealed record FileBytes(ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Tail, long Length)
{
    /// <summary>False for a file so large that its end was not waited for; then there is no <see cref="Tail"/>.</summary>
    public bool EndSeen { get; init; } = true;

    public long Skipped => Length - Head.Length - Tail.Length;
}
