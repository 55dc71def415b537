namespace JamieDaemon.Sandbox.Slack.Blocks;

/// <summary>What each element must have and how long it may be: https://docs.slack.dev/reference/block-kit/block-elements.</summary>
internal static class ElementRule
{
    /// <summary>Elements that Slack knows and the sandbox takes as they are, because Jamie sends none.</summary>
    private static readonly HashSet<string> Unchecked =
    [
        "channels_select", "conversations_select", "datepicker", "datetimepicker", "email_text_input", "external_select", "file_input",
        "multi_channels_select", "multi_conversations_select", "multi_external_select", "multi_static_select", "multi_users_select",
        "number_input", "rich_text_input", "timepicker", "url_text_input", "users_select", "workflow_button",
    ];

    public static string? Check(Spot element) => element.Text("action_id", 255) ?? element.Type switch
    {
        "button" => CheckButton(element),
        "static_select" => CheckSelect(element),
        "overflow" => element.Items("options", 5, CheckOption),
        "radio_buttons" or "checkboxes" => element.Items("options", 10, CheckOption),
        "feedback_buttons" => CheckFeedback(element),
        "icon_button" => CheckIcon(element),
        "plain_text_input" => element.TextObject("placeholder", 150, plain: true) ?? element.Text("initial_value", 3000),
        "image" => element.Text("image_url", 3000, required: true) ?? element.Text("alt_text", 2000, required: true),
        var type => Unchecked.Contains(type) ? null : element.At("type").Complain($"unsupported type: {type}"),
    };

    private static string? CheckButton(Spot button)
    {
        if (button.Json.Field("style") is not null && button.Json.Text("style") is not ("primary" or "danger"))
            return button.At("style").Complain("must be one of primary, danger");
        return button.TextObject("text", 75, required: true, plain: true) ?? button.Text("value", 2000) ?? button.Text("url", 3000)
            ?? button.Text("accessibility_label", 75);
    }

    private static string? CheckFeedback(Spot element) => element.Missing("positive_button") ?? element.Missing("negative_button")
        ?? CheckFeedbackButton(element.At("positive_button")) ?? CheckFeedbackButton(element.At("negative_button"));

    private static string? CheckFeedbackButton(Spot button) => button.TextObject("text", 75, required: true, plain: true)
        ?? button.Text("value", 2000, required: true) ?? button.Text("accessibility_label", 75);

    private static string? CheckIcon(Spot icon) => icon.Text("icon", 75, required: true)
        ?? icon.TextObject("text", 75, required: true, plain: true) ?? icon.Text("value", 2000) ?? icon.Text("accessibility_label", 75);

    private static string? CheckSelect(Spot select)
    {
        var problem = select.TextObject("placeholder", 150, plain: true);
        problem ??= select.Json.Field("option_groups") is null
            ? select.Items("options", 100, CheckOption)
            : select.Items("option_groups", 100, group => group.TextObject("label", 75, required: true, plain: true)
                ?? group.Items("options", 100, CheckOption));
        return problem ?? CheckInitial(select);
    }

    private static string? CheckInitial(Spot select)
    {
        if (select.Json.Field("initial_option") is not { } initial)
            return null;
        var options = select.Json.Items("options").Concat(select.Json.Items("option_groups").SelectMany(group => group.Items("options")));
        return options.Any(option => option.Text("value") == initial.Text("value"))
            ? null
            : select.At("initial_option").Complain("must be one of the options");
    }

    private static string? CheckOption(Spot option) => option.TextObject("text", 75, required: true)
        ?? option.Text("value", 150, required: true) ?? option.TextObject("description", 75);
}
