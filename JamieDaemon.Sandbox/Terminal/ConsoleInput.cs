namespace JamieDaemon.Sandbox.Terminal;

/// <summary>
/// Reads what the newcomer types: keys from a terminal as they come, lines from anything else when they are asked for. The thread
/// that reads cannot be called back; it ends with the process.
/// </summary>
internal sealed class ConsoleInput(bool keys, Action<ConsoleEvent> report)
{
    private bool _reading;

    public void Start()
    {
        if (keys)
            Begin(() => { while (true) report(new KeyPressed(Console.ReadKey(intercept: true))); });
    }

    /// <summary>Has the next line reported, unless it is being waited for already.</summary>
    public void AskForLine()
    {
        if (keys || _reading)
            return;
        _reading = true;
        Begin(() => report(new LineRead(Console.In.ReadLine())));
    }

    /// <summary>A line has come: another may be asked for.</summary>
    public void LineTaken() => _reading = false;

    private static void Begin(ThreadStart read) => new Thread(read) { IsBackground = true, Name = "console input" }.Start();
}
