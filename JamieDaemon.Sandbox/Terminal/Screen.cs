using Spectre.Console;
using Spectre.Console.Rendering;

namespace JamieDaemon.Sandbox.Terminal;

/// <summary>Paper: what is finished is printed, once. The screen where there is no terminal.</summary>
internal class Screen(IAnsiConsole console)
{
    protected IAnsiConsole Console { get; } = console;

    /// <param name="finished">What will not change any more.</param>
    /// <param name="growing">What still changes.</param>
    /// <param name="editor">The line being typed; null when the conversation is over.</param>
    public virtual void Show(
        IReadOnlyCollection<IRenderable> finished, IReadOnlyCollection<IRenderable> growing, LineEditor? editor)
    {
        foreach (var item in finished)
            Console.Write(item);
    }
}
