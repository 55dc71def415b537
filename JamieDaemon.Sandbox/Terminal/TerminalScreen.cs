using Spectre.Console;
using Spectre.Console.Rendering;

namespace JamieDaemon.Sandbox.Terminal;

/// <summary>
/// A terminal: finished messages scroll away above; below them, rewritten in place, those that grow and the line being typed.
/// </summary>
internal sealed class TerminalScreen(IAnsiConsole console) : Screen(console)
{
    private const string Prompt = "› ";
    private const string EraseBelow = "\e[J";
    private int _tailHeight;

    public override void Show(
        IReadOnlyCollection<IRenderable> finished, IReadOnlyCollection<IRenderable> growing, LineEditor? editor)
    {
        Console.Cursor.Hide();
        if (_tailHeight > 0)
            Console.Write(new ControlCode("\r" + (_tailHeight > 1 ? $"\e[{_tailHeight - 1}A" : "") + EraseBelow));
        base.Show(finished, growing, editor);
        _tailHeight = WriteTail(growing);
        if (editor is not null)
        {
            WritePrompt(editor);
            _tailHeight++;
        }

        Console.Cursor.Show();
    }

    /// <summary>No more than fits: what has scrolled off the top cannot be rewritten.</summary>
    private int WriteTail(IReadOnlyCollection<IRenderable> growing)
    {
        var lines = Segment.SplitLines(growing.SelectMany(item => item.GetSegments(Console)));
        var shown = lines.TakeLast(Math.Max(1, Console.Profile.Height - 2)).ToList();
        foreach (var line in shown)
        {
            Console.Write(new Line(line));
            Console.WriteLine();
        }

        return shown.Count;
    }

    /// <summary>One line, however long the text: it is seen through a window around the cursor.</summary>
    private void WritePrompt(LineEditor editor)
    {
        var room = Math.Max(1, Console.Profile.Width - Prompt.Length - 1);
        var from = Math.Max(0, editor.Cursor - room);
        var window = editor.Text.AsSpan(from, Math.Min(room, editor.Text.Length - from)).ToString();
        Console.Markup($"[bold aqua]{Prompt}[/]{Markup.Escape(window)}");
        if (window.Length - (editor.Cursor - from) is > 0 and var back)
            Console.Cursor.MoveLeft(back);
    }

    private sealed class Line(IEnumerable<Segment> segments) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => new(maxWidth, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => segments;
    }
}
