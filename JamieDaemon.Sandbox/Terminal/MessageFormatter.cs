using JamieDaemon.Sandbox.Slack;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace JamieDaemon.Sandbox.Terminal;

/// <summary>Draws messages and Home tabs the way Slack lays them out: who, where and when; then what; replies indented.</summary>
internal sealed class MessageFormatter(SlackWorkspace slack, TimeZoneInfo zone)
{
    public IRenderable Message(SlackMessage message)
    {
        var indent = message.IsReply ? 4 : 0;
        var heading = new Markup(
            $"{Author(message)}  [grey]{Markup.Escape(Place(message))}  {Clock(message.Ts)}[/]{Note(message)}");
        var text = new Markup(SlackMarkupFormatter.Format(message.Text, NameOf));
        return new Rows(Indented(heading, indent), Indented(text, indent + 2), Text.Empty);
    }

    public IRenderable Home(SlackView view)
    {
        var lines = new List<IRenderable>();
        foreach (var block in view.Content.GetProperty("blocks").EnumerateArray())
        {
            if (!block.TryGetProperty("text", out var text) || text.GetProperty("text").GetString() is not { } shown)
                continue;
            var markup = SlackMarkupFormatter.Format(shown, NameOf);
            lines.Add(new Markup(block.GetProperty("type").GetString() == "header" ? $"[bold aqua]{markup}[/]" : markup));
            lines.Add(Text.Empty);
        }

        return new Panel(new Rows(lines)).Header("Jamie · Home").BorderColor(Color.Grey);
    }

    private static Padder Indented(IRenderable content, int left) => new(content, new Padding(left, 0, 0, 0));

    private string Author(SlackMessage message) =>
        message.BotId == slack.Team.BotId ? "[bold aqua]Jamie[/] [black on grey] APP [/]"
        : message.BotId is not null ? "[bold red]alerts[/] [black on grey] APP [/]"
        : $"[bold yellow]{Markup.Escape(NameOf(message.User ?? "somebody"))}[/]";

    private string Place(SlackMessage message)
    {
        var channel = slack.Channel(message.Channel);
        var name = channel.DirectUser is null ? "#" + channel.Name : "direct message";
        return message.IsReply ? $"thread in {name}" : name;
    }

    private static string Note(SlackMessage message) =>
        message.EphemeralFor is null ? "" : "  [grey italic]only visible to you[/]";

    private string Clock(string ts) => TimeZoneInfo
        .ConvertTime(DateTimeOffset.FromUnixTimeSeconds(long.Parse(ts.AsSpan(0, ts.IndexOf('.')))), zone).ToString("HH:mm");

    private string NameOf(string id) => slack.Users.FirstOrDefault(user => user.Id == id)?.Name ?? id;
}
