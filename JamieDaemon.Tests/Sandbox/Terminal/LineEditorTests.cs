using JamieDaemon.Sandbox.Terminal;

namespace JamieDaemon.Tests.Sandbox.Terminal;

public sealed class LineEditorTests
{
    private readonly LineEditor _editor = new();

    [Test]
    public void Characters_go_in_at_the_cursor()
    {
        Type("pds");
        Press(ConsoleKey.LeftArrow, ConsoleKey.LeftArrow);
        Type("o");
        Assert.That((_editor.Text, _editor.Cursor), Is.EqualTo(("pods", 2)));
    }

    [Test]
    public void Backspace_and_Delete_take_the_neighbours_of_the_cursor_and_stop_at_the_ends()
    {
        Type("abc");
        Press(ConsoleKey.LeftArrow, ConsoleKey.Backspace, ConsoleKey.Delete, ConsoleKey.Delete);
        Assert.That((_editor.Text, _editor.Cursor), Is.EqualTo(("a", 1)));
        Press(ConsoleKey.Home, ConsoleKey.Backspace, ConsoleKey.LeftArrow);
        Assert.That((_editor.Text, _editor.Cursor), Is.EqualTo(("a", 0)));
    }

    [Test]
    public void Enter_hands_the_line_out_and_the_arrows_bring_it_back()
    {
        Type("one");
        Assert.That(_editor.Press(Key(ConsoleKey.Enter)), Is.EqualTo(KeyEffect.Entered));
        Assert.That(_editor.Take(), Is.EqualTo("one"));
        Assert.That(_editor.Text, Is.Empty);
        Type("two");
        _editor.Take();
        Press(ConsoleKey.UpArrow, ConsoleKey.UpArrow, ConsoleKey.UpArrow);
        Assert.That(_editor.Text, Is.EqualTo("one"));
        Press(ConsoleKey.DownArrow);
        Assert.That(_editor.Text, Is.EqualTo("two"));
        Press(ConsoleKey.DownArrow, ConsoleKey.DownArrow);
        Assert.That(_editor.Text, Is.Empty);
    }

    [Test]
    public void Control_D_ends_an_empty_line_only()
    {
        var controlD = new ConsoleKeyInfo('\u0004', ConsoleKey.D, shift: false, alt: false, control: true);
        Assert.That(_editor.Press(controlD), Is.EqualTo(KeyEffect.Ended));
        Type("x");
        Assert.That(_editor.Press(controlD), Is.EqualTo(KeyEffect.None));
    }

    [Test]
    public void A_key_without_a_character_changes_nothing()
    {
        Type("x");
        Assert.That(_editor.Press(Key(ConsoleKey.F5)), Is.EqualTo(KeyEffect.None));
        Assert.That(_editor.Text, Is.EqualTo("x"));
    }

    private void Type(string text)
    {
        foreach (var typed in text) _editor.Press(new ConsoleKeyInfo(typed, default, shift: false, alt: false, control: false));
    }

    private void Press(params ReadOnlySpan<ConsoleKey> keys)
    {
        foreach (var key in keys) _editor.Press(Key(key));
    }

    private static ConsoleKeyInfo Key(ConsoleKey key) => new('\0', key, shift: false, alt: false, control: false);
}
