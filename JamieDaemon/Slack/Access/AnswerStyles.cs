using JamieDaemon.Answering;
using JamieDaemon.Slack.Home;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Access;

/// <summary>How each question is answered: as its channel's settings say, else with the model that the asker has chosen, else as everywhere.</summary>
/// <remarks>
/// A channel's model wins over the asker's: its prompt and temperature were made for it, the answer is for all who read there, and whoever
/// set it may have had a reason that the asker does not know.
/// </remarks>
internal sealed class AnswerStyles(ModelChoices choices, IModelCatalog models, IOptions<SlackOptions> options)
{
    public AnswerStyle Of(string asker, string channel) =>
        Decide(options.Value.Channels.GetValueOrDefault(channel), choices.Of(asker), models.Available);

    /// <param name="channel">What is different in the channel.</param>
    /// <param name="chosen">The asker's model.</param>
    /// <param name="available">The models on the server; none while nothing is known of it: then the choice is believed.</param>
    internal static AnswerStyle Decide(ChannelOptions? channel, string? chosen, IReadOnlyList<string> available)
    {
        var own = chosen is not null && (available.Count == 0 || available.Contains(chosen)) ? chosen : null;
        return new AnswerStyle(
            channel?.SystemPrompt is { Length: > 0 } prompt ? prompt : null,
            channel?.Model is { Length: > 0 } model ? model : own,
            channel?.Temperature);
    }
}
