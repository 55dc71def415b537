using JamieDaemon.Answering;

namespace JamieDaemon.Slack.Context;

/// <summary>What came of reading a file: its content, what is missing of it, or both.</summary>
internal readonly record struct FileReading(ContextFile? File, Omission? Omission)
{
    public static FileReading Missing(string name, OmissionReason reason) => new(null, new Omission(reason, name));
}
