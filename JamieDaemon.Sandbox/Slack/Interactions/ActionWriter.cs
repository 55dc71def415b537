using System.Text.Json;

namespace JamieDaemon.Sandbox.Slack.Interactions;

/// <summary>Writes what a member did to an element, as <c>actions</c> tell it.</summary>
internal static class ActionWriter
{
    public static void Write(Utf8JsonWriter json, BlockElement element, string? value, string actionTs)
    {
        json.WriteStartObject();
        json.WriteString("type", element.Type);
        json.WriteString("action_id", element.ActionId);
        json.WriteString("block_id", element.BlockId);
        WriteOutcome(json, element, value);
        json.WriteString("action_ts", actionTs);
        json.WriteEndObject();
    }

    /// <summary>Writes <c>state</c>: what every field holds, as it was given or as the member has left it.</summary>
    public static void WriteState(Utf8JsonWriter json, JsonElement? blocks, Func<BlockElement, string?> valueOf)
    {
        json.WriteStartObject("state");
        json.WriteStartObject("values");
        var fields = blocks is { } given ? BlockElement.In(given).Where(HoldsState) : [];
        foreach (var block in fields.GroupBy(field => field.BlockId))
        {
            json.WriteStartObject(block.Key);
            foreach (var field in block)
            {
                json.WriteStartObject(field.ActionId ?? "");
                json.WriteString("type", field.Type);
                WriteHeld(json, field, valueOf(field));
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteOutcome(Utf8JsonWriter json, BlockElement element, string? value)
    {
        switch (element.Type)
        {
            case "button" or "icon_button":
                Copy(json, element.Json, "icon");
                Copy(json, element.Json, "text");
                Copy(json, element.Json, "value");
                break;
            case "feedback_buttons":
                var pressed = Pressed(element, value);
                Copy(json, pressed, "text");
                Copy(json, pressed, "value");
                break;
            case "static_select" or "radio_buttons" or "overflow" or "checkboxes" or "plain_text_input":
                WriteHeld(json, element, value);
                break;
            default:
                throw new ArgumentException($"The sandbox has no hand for a {element.Type}.", nameof(element));
        }
    }

    private static JsonElement Pressed(BlockElement element, string? value)
    {
        foreach (var name in new[] { "positive_button", "negative_button" })
        {
            if (element.Json.Field(name) is { } button && button.Text("value") == value)
                return button;
        }

        throw new ArgumentException($"'{element.ActionId}' has no button of the value '{value}'.", nameof(value));
    }

    private static bool HoldsState(BlockElement element) =>
        element.ActionId is not null && element.Type is "static_select" or "radio_buttons" or "checkboxes" or "plain_text_input";

    private static void WriteHeld(Utf8JsonWriter json, BlockElement field, string? value)
    {
        switch (field.Type)
        {
            case "plain_text_input":
                json.WriteString("value", value ?? field.Json.Text("initial_value"));
                break;
            case "checkboxes":
                json.WriteStartArray("selected_options");
                foreach (var option in value is null ? field.Json.Items("initial_options") : [field.Option(value)])
                    option.WriteTo(json);
                json.WriteEndArray();
                break;
            default:
                json.WritePropertyName("selected_option");
                if ((value is null ? field.Json.Field("initial_option") : field.Option(value)) is { } selected)
                    selected.WriteTo(json);
                else
                    json.WriteNullValue();
                break;
        }
    }

    private static void Copy(Utf8JsonWriter json, JsonElement from, string name)
    {
        if (from.Field(name) is not { } value)
            return;
        json.WritePropertyName(name);
        value.WriteTo(json);
    }
}
