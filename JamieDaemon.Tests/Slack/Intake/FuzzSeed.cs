using System.Text.Json;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack.Intake;

/// <summary>One whole message of Slack's, to be damaged.</summary>
internal sealed record FuzzSeed(string Name, byte[] Frame)
{
    private const string Event = "/payload/event";

    /// <summary>What a question from it says; <see langword="null"/> when it is none.</summary>
    public string? Asks { get; private init; }

    /// <summary>Whether it is by nobody who could ask: a bot, or Slack that tells of a change.</summary>
    public bool IsNobodys { get; private init; }

    /// <summary>By Slack's documentation all that makes it the question it is, or keeps it from being one: as paths.</summary>
    public IReadOnlyList<string> Needs { get; private init; } = [];

    public override string ToString() => Name;

    /// <summary>Reads what a person is known to ask by the documentation alone. What the intake takes besides, by its settings, is not claimed.</summary>
    /// <seealso href="https://docs.slack.dev/reference/events/message"/>
    public static FuzzSeed Of(string name, byte[] frame)
    {
        using var json = JsonDocument.Parse(frame);
        var payload = json.RootElement.GetProperty("payload");
        var seed = new FuzzSeed(name, frame);
        return json.RootElement.GetProperty("type").GetString() switch
        {
            "events_api" when payload.TryGetProperty("event", out var happened) => seed.OfEvent(happened, BotUser(payload)),
            "slash_commands" => seed.With(
                Text(payload, "command") == "/ask-jamie" && Text(payload, "text") is not ("" or "help" or "status" or "stop") ? Text(payload, "text") : null,
                "/payload/command",
                "/payload/text",
                "/payload/user_id",
                "/payload/channel_id",
                "/payload/response_url"),
            "interactive" => seed.With(
                Text(payload, "type") == "view_submission" ? Entered(payload) : null, "/payload/type", "/payload/user/id", "/payload/view"),
            _ => seed,
        };
    }

    private FuzzSeed OfEvent(JsonElement happened, string? self)
    {
        var isNobodys = happened.TryGetProperty("bot_id", out _) || happened.TryGetProperty("hidden", out _)
            || Text(happened, "subtype") is not (null or "file_share" or "thread_broadcast" or "me_message");
        var isToJamie = (Text(happened, "type"), Text(happened, "channel_type")) is ("app_mention", _) or ("message", "im");
        var text = Text(happened, "text") ?? "";
        var asks = text.StartsWith("<@", StringComparison.Ordinal) ? text[(text.IndexOf('>', StringComparison.Ordinal) + 1)..].Trim() : text;
        var seed = With(
            isToJamie && !isNobodys && Text(happened, "user") != self && asks.Length > 0 ? asks : null,
            [.. "type user channel channel_type ts text bot_id hidden subtype".Split(' ').Select(field => $"{Event}/{field}")]);
        return seed with { IsNobodys = isNobodys };
    }

    /// <summary>Whether the same must be asked after the damage.</summary>
    public bool StillAsks(Mutation mutation) => Asks is not null && mutation.LeavesAlone(Needs) && !MakesJamieAnother(mutation);

    /// <summary>Whether nothing may be asked after the damage either, however little is left.</summary>
    public bool AsksNothing(Mutation mutation) => IsNobodys && mutation.LeavesAlone(Needs);

    /// <summary>A mention is told from the text by Jamie's own id; without one by its place, but with another's it is another's.</summary>
    private static bool MakesJamieAnother(Mutation mutation) =>
        mutation.Damages.Any(damage => damage.Key.EndsWith("/user_id", StringComparison.Ordinal) && damage.Key.Contains("/authorizations/", StringComparison.Ordinal)
            && damage.Value is (Damage.Huge or Damage.HalfCharacter or Damage.BrokenBytes));

    private FuzzSeed With(string? asks, params string[] needs) => this with { Asks = asks, Needs = [.. needs, "/envelope_id", "/type"] };

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static string? BotUser(JsonElement payload) =>
        payload.TryGetProperty("authorizations", out var all) ? all.EnumerateArray().First().GetProperty("user_id").GetString() : null;

    private static string? Entered(JsonElement payload)
    {
        var view = payload.GetProperty("view");
        return Text(view, "callback_id") == "ask_jamie" ? Text(view.GetProperty("state").GetProperty("values").GetProperty("ask_jamie").GetProperty("ask_jamie"), "value") : null;
    }
}
