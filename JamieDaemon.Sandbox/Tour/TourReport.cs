using Spectre.Console;

namespace JamieDaemon.Sandbox.Tour;

/// <summary>One line for each thing that was looked at, and the sum of them.</summary>
internal sealed class TourReport(IAnsiConsole console)
{
    public int Passed { get; private set; }

    public int Failed { get; private set; }

    public void Heading(string text) => console.MarkupLineInterpolated($"\n[bold]{text}[/]");

    /// <param name="what">What should hold.</param>
    /// <param name="holds">Whether it does.</param>
    /// <param name="saw">What was there instead; shown only when it does not hold.</param>
    public void Check(string what, bool holds, string? saw = null)
    {
        if (holds)
        {
            Passed++;
            console.MarkupLineInterpolated($"  [green]✓[/] {what}");
            return;
        }

        Failed++;
        console.MarkupLineInterpolated($"  [red]✗[/] {what}");
        if (saw is not null)
            console.MarkupLineInterpolated($"    [red]but saw:[/] {saw}");
    }

    public void Sum() => console.MarkupLineInterpolated($"\n{Passed} passed, {Failed} failed");
}
