using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.Rendering;

/// <summary>One message of a long text: a stretch of it, between markers that make it whole by itself.</summary>
/// <param name="Start">Where the stretch begins in the text.</param>
/// <param name="Body">The stretch. All bodies, joined, are the text.</param>
/// <param name="Opening">Added before it: the fence of a block of code, or the header of a table, that goes on here.</param>
/// <param name="Closing">Added after it: the end of a block of code that goes on in the next part.</param>
internal sealed record MessagePart(int Start, string Body, string Opening, string Closing) : Discreet
{
    /// <summary>What to send.</summary>
    public string Text => string.Concat(Opening, Body, Closing);

    /// <summary>Where the next part begins in the text.</summary>
    public int End => Start + Body.Length;

    /// <summary>What is open where it ends.</summary>
    public OpenBlock Open { get; init; } = OpenBlock.None;
}
