using Spectre.Console;

namespace JamieDaemon.Sandbox.Load;

/// <summary>Shows a run; a line that breaks its limit is red and says so.</summary>
internal static class LoadTable
{
    public static void Write(IAnsiConsole console, string title, IEnumerable<LoadFigure> figures)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape(title));
        table.AddColumns("figure", "measured", "limit", "");
        foreach (var figure in figures)
        {
            var verdict = figure switch
            {
                { Limit: null } => "",
                { Holds: true } => "kept",
                _ => "MISSED",
            };
            var style = new Style(figure switch
            {
                { Holds: false } => Color.Red,
                { Limit: not null } => Color.Green,
                _ => Color.Default,
            });
            table.AddRow(
                new Text(figure.Name, style), new Text(figure.Value, style),
                new Text(figure.Limit ?? "", style), new Text(verdict, style));
        }

        console.Write(table);
    }
}
