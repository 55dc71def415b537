using System.Diagnostics.CodeAnalysis;

namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>Slack's error code, with the lines that say which argument was wrong.</summary>
internal sealed record ApiError(string Code, params IReadOnlyList<string> Messages)
{
    /// <summary>The scope that would have been needed, for <c>missing_scope</c>.</summary>
    public string? Needed { get; init; }

    [return: NotNullIfNotNull(nameof(code))]
    public static implicit operator ApiError?(string? code) => code is null ? null : new(code);

    public static ApiError MissingScope(string needed) => new("missing_scope") { Needed = needed };
}
