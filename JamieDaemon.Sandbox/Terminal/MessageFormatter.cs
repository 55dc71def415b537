using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Sandbox.Slack.Threads;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace JamieDaemon.Sandbox.Terminal;

/// <summary>Draws messages and Home tabs the way Slack lays them out: who, where and when; then what; replies indented.</summary>
internal sealed class MessageFormatter(SlackWorkspace slack, ButtonNumbers buttons, TimeZoneInfo zone)
{
    public IRenderable Message(SlackMessage message)
    {
        var indent = message.IsReply ? 4 : 0;
        var heading = new Markup(
            $"{Author(message)}  [grey]{Markup.Escape(Place(message))}  {Clock(message.Ts)}[/]{Note(message)}");
        var said = message.IsMarkdown && message.Blocks is null ? BlockText.Starred(message.Text) : BlockText.Of(message);
        var text = new Markup(SlackMarkupFormatter.Format(said, NameOf));
        return new Rows([Indented(heading, indent), Indented(text, indent + 2), .. Buttons(buttons.In(message), indent + 2), Text.Empty]);
    }

    /// <summary>The line under a thread while the app is at work.</summary>
    public IRenderable Status(SlackThread thread)
    {
        var loading = thread.LoadingMessages.Count > 0 ? $" [grey]({Markup.Escape(string.Join(" … ", thread.LoadingMessages))})[/]" : "";
        var stop = slack.Agent.ShowsStop(thread.Channel, thread.ThreadTs) ? "  [black on grey] stop [/]" : "";
        return new Markup($"[italic]Jamie {Markup.Escape(thread.Status ?? "is working")}[/]{loading}{stop}\n");
    }

    public IRenderable Prompts(SlackThread thread) => new Rows(
        [new Markup($"[grey]{Markup.Escape(thread.PromptsTitle ?? "Suggested")}[/]"), .. Buttons(buttons.In(thread), 2), Text.Empty]);

    public IRenderable Modal(SlackView view)
    {
        var words = new Markup(SlackMarkupFormatter.Format(BlockText.OfBlocks(view.Content.GetProperty("blocks")), NameOf));
        var title = view.Content.GetProperty("title").GetProperty("text").GetString() ?? "";
        return new Panel(new Rows([words, .. Buttons(buttons.In(view), 0), new Markup("[grey]submit your words · close[/]")]))
            .Header(Markup.Escape(title)).BorderColor(Color.Grey);
    }

    public IRenderable Home(SlackView view)
    {
        var words = new Markup(SlackMarkupFormatter.Format(BlockText.OfBlocks(view.Content.GetProperty("blocks")), NameOf));
        return new Panel(new Rows([words, .. Buttons(buttons.In(view), 0)])).Header("Jamie · Home").BorderColor(Color.Grey);
    }

    private static IEnumerable<IRenderable> Buttons(IReadOnlyList<NumberedButton> shown, int left)
    {
        if (shown.Count > 0)
        {
            var labels = shown.Select(button => $"[aqua]{button.Number}[/] [black on grey] {Markup.Escape(button.Label)} [/]");
            yield return Indented(new Markup(string.Join("  ", labels)), left);
        }
    }

    private static Padder Indented(IRenderable content, int left) => new(content, new Padding(left, 0, 0, 0));

    private string Author(SlackMessage message) =>
        message.BotId == slack.Team.BotId ? "[bold aqua]Jamie[/] [black on grey] APP [/]"
        : message.BotId is not null ? $"[bold red]{Markup.Escape(message.BotName ?? "alerts")}[/] [black on grey] APP [/]"
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
