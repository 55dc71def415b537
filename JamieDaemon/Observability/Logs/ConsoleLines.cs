namespace JamieDaemon.Observability.Logs;

/// <summary>
/// The console, for lines that nobody waits for: a console that nobody reads, be it a full pipe or a held terminal, stops whoever
/// writes to it, so a thread of its own does. What finds no room meanwhile is counted, and said to be missing where it is.
/// </summary>
public sealed class ConsoleLines(TextWriter console) : IDisposable
{
    /// <summary>In characters: no more is held for a reader that is slow.</summary>
    internal const int Room = 1024 * 1024;

    /// <summary>For what is left at the end. A console that is read takes all of it in milliseconds.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly object _sync = new();
    private readonly Queue<string> _waiting = new();
    private Thread? _writer;
    private int _size;
    private long _lost;
    private long _unsaid;
    private bool _isClosed;

    /// <summary>How many lines the console did not get.</summary>
    public long Lost
    {
        get
        {
            lock (_sync) return _lost;
        }
    }

    public void Write(string line)
    {
        lock (_sync)
        {
            if (_isClosed || _size + line.Length > Room)
            {
                Lose();
                return;
            }

            if (_unsaid > 0) line = $"Logging failed: {_unsaid} lines are missing here, because the console did not take them.\n{line}";
            _unsaid = 0;
            _size += line.Length;
            _waiting.Enqueue(line);
            _writer ??= Begin();
            Monitor.Pulse(_sync);
        }
    }

    /// <summary>Writes what is left, within a second.</summary>
    public void Dispose()
    {
        Thread? writer;
        lock (_sync)
        {
            _isClosed = true;
            writer = _writer;
            Monitor.Pulse(_sync);
        }

        writer?.Join(Farewell);
    }

    private Thread Begin()
    {
        var writer = new Thread(WriteAll) { IsBackground = true, Name = "console" };
        // Or it would live in the activity and the scopes of the first line.
        writer.UnsafeStart();
        return writer;
    }

    private void WriteAll()
    {
        while (Next() is { } line)
        {
            try
            {
                console.Write(line);
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException or UnauthorizedAccessException)
            {
                lock (_sync) Lose();
            }
        }
    }

    private string? Next()
    {
        lock (_sync)
        {
            while (_waiting.Count == 0 && !_isClosed) Monitor.Wait(_sync);
            if (!_waiting.TryDequeue(out var line)) return null;
            _size -= line.Length;
            return line;
        }
    }

    private void Lose()
    {
        _lost++;
        _unsaid++;
    }
}
