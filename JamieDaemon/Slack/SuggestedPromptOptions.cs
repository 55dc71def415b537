using System.ComponentModel.DataAnnotations;

namespace JamieDaemon.Slack;

/// <summary>A question that Jamie suggests to somebody who opens a conversation: one of <see cref="SlackOptions.SuggestedPrompts"/>.</summary>
public sealed class SuggestedPromptOptions
{
    /// <summary>On the button.</summary>
    [Required]
    public string Title { get; set; } = "";

    /// <summary>What a click says in the asker's name.</summary>
    [Required]
    public string Message { get; set; } = "";
}
