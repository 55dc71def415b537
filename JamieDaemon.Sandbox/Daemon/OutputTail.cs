namespace JamieDaemon.Sandbox.Daemon;

/// <summary>The last lines a child has written, for the day on which it dies.</summary>
internal sealed class OutputTail(int lines)
{
    private readonly Lock _lock = new();
    private readonly Queue<string> _lines = new(lines);

    public void Add(string line)
    {
        lock (_lock)
        {
            if (_lines.Count == lines)
                _lines.Dequeue();
            _lines.Enqueue(line);
        }
    }

    public override string ToString()
    {
        lock (_lock)
            return string.Join(Environment.NewLine, _lines);
    }
}
