using System.Text.Json;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Sandbox.Slack.Interactions;
using JamieDaemon.Sandbox.Slack.Threads;

namespace JamieDaemon.Sandbox.Terminal;

/// <summary>Something that can be clicked, with the number it is clicked by.</summary>
internal sealed record NumberedButton(int Number, string Label, Action Click);

/// <summary>Numbers everything there is to click, each thing always by the same number.</summary>
internal sealed class ButtonNumbers(SlackWorkspace slack, string user)
{
    private static readonly string[] Feedback = ["positive_button", "negative_button"];
    private readonly Dictionary<string, NumberedButton> _byPlace = [];

    public NumberedButton? Find(int number) => _byPlace.Values.FirstOrDefault(button => button.Number == number);

    public IReadOnlyList<NumberedButton> In(SlackMessage message) =>
        [.. Choices(message.Blocks).Select(choice => Number(
            $"{message.Ts}/{choice.ActionId}/{choice.Value}", choice.Label,
            () => slack.Interactions.Click(user, message, choice.ActionId, choice.Value)))];

    public IReadOnlyList<NumberedButton> In(SlackView view) =>
        [.. Choices(view.Content.Field("blocks")).Select(choice => Number(
            $"{view.Id}/{choice.ActionId}/{choice.Value}", choice.Label,
            () => slack.Interactions.Click(view, choice.ActionId, choice.Value)))];

    public IReadOnlyList<NumberedButton> In(SlackThread thread) =>
        [.. thread.Prompts.Select(prompt => Number(
            $"{thread.Channel}/{thread.ThreadTs}/{prompt.Message}", prompt.Title,
            () => slack.DirectMessage(user, prompt.Message, thread.ThreadTs is "" ? null : thread.ThreadTs)))];

    private NumberedButton Number(string place, string label, Action click)
    {
        // The message may have changed since it was numbered, and the click must be on what stands there now.
        var number = _byPlace.TryGetValue(place, out var known) ? known.Number : _byPlace.Count + 1;
        return _byPlace[place] = new NumberedButton(number, label, click);
    }

    private static IEnumerable<(string ActionId, string? Value, string Label)> Choices(JsonElement? blocks) =>
        (blocks is { } given ? BlockElement.In(given) : []).SelectMany(Choices);

    private static IEnumerable<(string ActionId, string? Value, string Label)> Choices(BlockElement element)
    {
        if (element.ActionId is not { } id)
            return [];
        return element.Type switch
        {
            "button" or "icon_button" => [(id, element.Json.Text("value"), Label(element.Json))],
            "feedback_buttons" => Feedback.Select(name => element.Json.Field(name) ?? default)
                .Select(button => (id, button.Text("value"), Label(button))),
            "static_select" or "radio_buttons" or "overflow" or "checkboxes" =>
                element.Json.Items("options").Select(option => (id, option.Text("value"), Label(option))),
            _ => [],
        };
    }

    private static string Label(JsonElement owner) => owner.Field("text")?.Text("text") ?? "…";
}
