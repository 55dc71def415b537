using JamieDaemon.Answering;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack;

/// <summary>The rule between two sections: a channel's own prompt must leave as much room as the one for everybody.</summary>
internal sealed class ChannelPromptsFitRule(IOptions<AnsweringOptions> answering) : IValidateOptions<SlackOptions>
{
    public ValidateOptionsResult Validate(string? name, SlackOptions options)
    {
        int longest;
        try
        {
            longest = PromptBuilder.LongestSystemPrompt(answering.Value.PromptTokens);
        }
        catch (Exception reported) when (reported is OptionsValidationException or InvalidOperationException)
        {
            // Reported for its own section.
            return ValidateOptionsResult.Skip;
        }

        var problems = options.Channels
            .Where(channel => channel.Value.SystemPrompt?.Length > longest)
            .Select(channel => $"Slack:Channels:{channel.Key}:SystemPrompt ({channel.Value.SystemPrompt!.Length} characters) takes more than half of "
                + $"Answering:PromptTokens ({answering.Value.PromptTokens}): shorten the first or raise the second.")
            .ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
