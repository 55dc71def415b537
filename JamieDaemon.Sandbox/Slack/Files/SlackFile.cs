namespace JamieDaemon.Sandbox.Slack.Files;

/// <summary>A file in the workspace.</summary>
public sealed record SlackFile(string Id, FileUpload Upload, string User)
{
    /// <summary>Where the content is, for who brings a token that may read files.</summary>
    public required string UrlPrivate { get; init; }

    public required string UrlPrivateDownload { get; init; }

    public required string Permalink { get; init; }

    public required DateTimeOffset Created { get; init; }

    public bool IsDeleted { get; init; }
}
