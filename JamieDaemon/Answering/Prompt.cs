using JamieDaemon.Telemetry;
using Microsoft.Extensions.AI;

namespace JamieDaemon.Answering;

/// <summary>What the model is asked.</summary>
/// <param name="Messages">System prompt, what was said before, the question.</param>
/// <param name="LeftOut">One sentence for the reader of the answer about what the model does not get to see; <see langword="null"/> when it sees all.</param>
public sealed record Prompt(IList<ChatMessage> Messages, string? LeftOut) : Discreet;
