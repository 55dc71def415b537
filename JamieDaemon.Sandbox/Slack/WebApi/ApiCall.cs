using System.Globalization;
using System.Text.Json;

namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>A call in progress: its arguments, and the reply a method writes its fields into.</summary>
internal sealed class ApiCall(ApiArguments arguments, Utf8JsonWriter reply, ApiGrant grant)
{
    public Utf8JsonWriter Reply { get; } = reply;

    public List<string> Warnings { get; } = [];

    /// <summary>Where the next page begins.</summary>
    public string? NextCursor { get; set; }

    public string? Text(string name) => arguments.Text(name);

    /// <summary>The text of an argument that was checked to be there.</summary>
    public string Needed(string name) => arguments.Text(name) ?? "";

    public JsonElement? Json(string name) => arguments.Json(name);

    public bool Flag(string name) => arguments.Text(name) is "true" or "1";

    public int Number(string name, int otherwise) => arguments.Text(name) switch
    {
        null or "" => otherwise,
        var text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1,
    };

    public bool Has(string scope) => grant.Has(scope);
}
