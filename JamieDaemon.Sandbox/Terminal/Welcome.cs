using Spectre.Console;
using Spectre.Console.Rendering;

namespace JamieDaemon.Sandbox.Terminal;

/// <summary>What the newcomer reads first: what is running here, where to look at it, and how to ask.</summary>
internal static class Welcome
{
    public static IRenderable Running(Stage stage, string model, TimeSpan startup)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        grid.AddRow("[bold]Slack[/]", $"a loopback workspace at {stage.Workspace.ApiUrl}");
        grid.AddRow("[bold]Model[/]", Markup.Escape(model));
        grid.AddRow(
            "[bold]Jamie[/]",
            $"the real daemon, process {stage.Daemon.Child.Id}, listening after {startup.TotalMilliseconds:F0} ms");
        grid.AddRow("[bold]Metrics[/]", $"curl -s {stage.Daemon.Observability}metrics");
        grid.AddRow("[bold]Health[/]", $"curl -s {stage.Daemon.Observability}health");
        grid.AddRow("[bold]Logs[/]", Markup.Escape(stage.Daemon.Logs));
        return new Rows(new Panel(grid).Header("[bold aqua] Jamie, in a sandbox [/]").BorderColor(Color.Grey), Help());
    }

    public static IRenderable Help()
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        grid.AddRow(
            $"[aqua]{IncidentScene.SampleQuestion}[/]", $"anything you write is a mention of Jamie in {IncidentScene.Channel}");
        grid.AddRow("[aqua]thread[/] and what next?", "asks on in the last thread");
        grid.AddRow($"[aqua]{UserLine.SlashCommand}[/] your question", "answers for your eyes only");
        grid.AddRow("[aqua]dm[/] your question", "writes to Jamie in private");
        grid.AddRow("[aqua]home[/]  [aqua]messages[/]", "opens Jamie's Home tab; its Messages tab");
        grid.AddRow("[aqua]click[/] 1", "clicks the button of that number");
        grid.AddRow("[aqua]stop[/]", "presses Slack's own Stop, where there is one");
        grid.AddRow("[aqua]edit[/] other words", "changes your last question");
        grid.AddRow("[aqua]upload[/] path your question", "asks with a file");
        grid.AddRow("[aqua]shortcut[/] id", $"uses one of Jamie's shortcuts on the last message of {IncidentScene.Channel}");
        grid.AddRow("[aqua]submit[/] your words  [aqua]close[/]", "fills in and sends the open modal; closes it");
        grid.AddRow("[aqua]help[/]  [aqua]quit[/]", "this list; the end (Ctrl-C and Ctrl-D too)");
        return new Rows(Text.Empty, grid, Text.Empty);
    }
}
