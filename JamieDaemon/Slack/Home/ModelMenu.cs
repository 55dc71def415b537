using System.Text.Json.Nodes;
using JamieDaemon.Slack.Interactions;

namespace JamieDaemon.Slack.Home;

/// <summary>The part of the Home tab in which a person chooses a model.</summary>
/// <seealso href="https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element"/>
internal static class ModelMenu
{
    /// <summary>Stands for no choice; Slack takes no empty value.</summary>
    public const string NoChoice = "-";

    private const int MostOptions = 100;
    private const int LongestText = 75;
    private const int LongestValue = 150;

    /// <param name="models">The models on the server.</param>
    /// <param name="chosen">The person's choice; it may be gone.</param>
    public static IEnumerable<JsonNode> Build(IReadOnlyList<string> models, string? chosen)
    {
        if (models.Count == 0)
        {
            yield return BlockKit.Section("*Your model*\nI do not know the models on my server yet. Open this tab again in a minute.");
            yield break;
        }

        var isGone = chosen is not null && !models.Contains(chosen);
        var options = new JsonArray(Option("The channel's default", NoChoice));
        var isShown = chosen is { Length: <= LongestValue } && !isGone;
        // First, so that it is there however many models there are.
        if (isShown) options.Add(Option(chosen!, chosen!));
        foreach (var model in models)
        {
            if (options.Count == MostOptions) break;
            if (model != chosen && model.Length <= LongestValue) options.Add(Option(model, model));
        }

        var section = BlockKit.Section("*Your model*\nWith which model shall I answer you?");
        section["accessory"] = new JsonObject
        {
            ["type"] = "static_select",
            ["action_id"] = ActionIds.Model,
            ["initial_option"] = options[isShown ? 1 : 0]!.DeepClone(),
            ["options"] = options,
        };
        yield return section;
        yield return BlockKit.Context(isGone
            ? $":warning: `{SlackText.Escape(chosen!)}`, which you have chosen, is no longer on my server. Until you choose another, I answer with the default."
            : "Channels that have a model of their own keep it: there the answer is for everybody.");
    }

    /// <summary>The end of a model's name tells its size, so a long one loses its middle.</summary>
    private static JsonObject Option(string text, string value)
    {
        const int Half = (LongestText - 1) / 2;
        var shown = text.Length <= LongestText ? text : $"{text.AsSpan(0, Half)}…{text.AsSpan(text.Length - Half)}";
        return new JsonObject { ["text"] = BlockKit.PlainText(shown), ["value"] = value };
    }
}
