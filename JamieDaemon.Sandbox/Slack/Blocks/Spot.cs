using System.Text.Json;

namespace JamieDaemon.Sandbox.Slack.Blocks;

/// <summary>A place in blocks that an app has sent, and its name in Slack's complaints.</summary>
internal readonly record struct Spot(JsonElement Json, string Pointer)
{
    public string Type => Json.Text("type") ?? "";

    public string Complain(string what) => $"[ERROR] {what} [json-pointer:{Pointer}]";

    public string? Missing(string name) => Json.Field(name) is null ? Complain($"missing required field: {name}") : null;

    public Spot At(string name) => new(Json.Field(name) ?? default, $"{Pointer}/{name}");

    /// <summary>A string of at most that many characters, and at least one.</summary>
    public string? Text(string name, int max, bool required = false)
    {
        if (Json.Field(name) is null)
            return required ? Missing(name) : null;
        var spot = At(name);
        return Json.Text(name)?.Length switch
        {
            null => spot.Complain("must be a string"),
            0 when required => spot.Complain("must be more than 0 characters"),
            var length when length > max => spot.Complain($"must be less than {max + 1} characters"),
            _ => null,
        };
    }

    /// <summary>A text object: https://docs.slack.dev/reference/block-kit/composition-objects/text-object.</summary>
    public string? TextObject(string name, int max, bool required = false, bool plain = false)
    {
        if (Json.Field(name) is null)
            return required ? Missing(name) : null;
        var spot = At(name);
        if (spot.Type is not "plain_text" && (plain || spot.Type is not "mrkdwn"))
            return spot.At("type").Complain($"unsupported type: {spot.Type}");
        return spot.Text("text", max, required: true);
    }

    /// <summary>An array of so many items, each of which is as it should be.</summary>
    public string? Items(string name, int max, Func<Spot, string?> check, bool required = true)
    {
        if (Json.Field(name) is null)
            return required ? Missing(name) : null;
        return At(name).Each(max, check, required);
    }

    /// <summary>As <see cref="Items"/>, for a place that is the array itself.</summary>
    public string? Each(int max, Func<Spot, string?> check, bool required)
    {
        if (Json.ValueKind != JsonValueKind.Array)
            return Complain("must be an array");
        if (required && Json.GetArrayLength() == 0)
            return Complain("no fewer than 1 items allowed");
        if (Json.GetArrayLength() > max)
            return Complain($"no more than {max} items allowed");
        var index = 0;
        foreach (var item in Json.EnumerateArray())
        {
            if (check(new Spot(item, $"{Pointer}/{index++}")) is { } problem)
                return problem;
        }

        return null;
    }
}
