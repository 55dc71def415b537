using System.Text.Json;
using JamieDaemon.Sandbox.Slack.WebApi;

namespace JamieDaemon.Sandbox.Slack.Blocks;

/// <summary>What Slack checks about a view beside its blocks: https://docs.slack.dev/reference/views.</summary>
internal static class ViewRules
{
    public static ApiError? Refuse(JsonElement view)
    {
        var spot = new Spot(view, "/view");
        var problem = spot.Text("private_metadata", 3000) ?? spot.Text("callback_id", 255) ?? spot.Text("external_id", 255);
        if (spot.Type == "modal")
            problem ??= CheckModal(spot);
        return problem is null ? null : new ApiError("invalid_arguments", problem);
    }

    private static string? CheckModal(Spot modal)
    {
        // A form without a button to send it.
        var needsSubmit = modal.Json.Items("blocks").Any(block => block.Text("type") == "input");
        return modal.TextObject("title", 24, required: true, plain: true)
            ?? modal.TextObject("submit", 24, required: needsSubmit, plain: true) ?? modal.TextObject("close", 24, plain: true);
    }
}
