namespace JamieDaemon.Journal;

/// <summary>Section <c>Journal</c>: where accepted questions are kept until they are answered.</summary>
public sealed class JournalOptions
{
    public const string Section = "Journal";

    /// <summary>
    /// The directory, which no other process may use. Empty: questions are kept in memory, and a crash loses those that were accepted and not answered.
    /// </summary>
    /// <value>Default <c>journal</c>, in the working directory.</value>
    public string Directory { get; set; } = "journal";
}
