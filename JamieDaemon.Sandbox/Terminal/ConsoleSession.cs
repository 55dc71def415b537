using System.Threading.Channels;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Sandbox.Slack.Threads;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace JamieDaemon.Sandbox.Terminal;

/// <summary>One newcomer's conversation: one loop takes keys, lines and messages in turn and shows the outcome.</summary>
internal sealed class ConsoleSession : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    /// <summary>Twice the pause between Jamie's edits, and a little: a message that rests this long is finished.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2.5);

    private readonly Channel<ConsoleEvent> _events = Channel.CreateUnbounded<ConsoleEvent>();
    private readonly List<IRenderable> _finished = [];
    private readonly LineEditor _editor = new();
    private readonly CancellationTokenSource _over = new();
    private readonly SlackWorkspace _slack;
    private readonly Screen _screen;
    private readonly MessageFormatter _formatter;
    private readonly Feed _feed;
    private readonly StatusLines _statuses;
    private readonly Asker _asker;
    private readonly Hands _hands;
    private readonly ConsoleInput _input;
    private readonly ITimer _beat;
    private bool _inputEnded;
    private bool _quit;

    public ConsoleSession(SlackWorkspace slack, IAnsiConsole console, bool terminal, TimeProvider time)
    {
        _slack = slack;
        _screen = terminal ? new TerminalScreen(console) : new Screen(console);
        var buttons = new ButtonNumbers(slack, IncidentScene.User);
        _formatter = new MessageFormatter(slack, buttons, time.LocalTimeZone);
        _statuses = new StatusLines(inPlace: terminal);
        _feed = new Feed(time, Quiet);
        _asker = new Asker(slack, Report, time, _over.Token);
        _hands = new Hands(slack, buttons, _asker);
        _input = new ConsoleInput(terminal, Report);
        _beat = time.CreateTimer(_ => Report(new Tick()), null, Beat, Beat);
        slack.Messages.Changed += OnChanged;
        slack.Threads.Changed += OnThreadChanged;
        slack.Views.ModalShown += OnModalShown;
    }

    /// <summary>Talks until the newcomer has had enough.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            _input.Start();
            while (!_quit)
            {
                Show();
                if (_asker.IsIdle)
                {
                    if (_inputEnded)
                        break;
                    _input.AskForLine();
                }

                await TakeAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C is a way to say goodbye.
        }
    }

    /// <summary>Shows the last words, after the daemon has ended.</summary>
    public async Task EndAsync()
    {
        await _over.CancelAsync();
        await _asker.Watched.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (_events.Reader.TryRead(out var last))
            Take(last);
        _finished.AddRange(_feed.TakeAll().Select(_formatter.Message));
        _screen.Show(_finished, [], editor: null);
    }

    public void Dispose()
    {
        _slack.Messages.Changed -= OnChanged;
        _slack.Threads.Changed -= OnThreadChanged;
        _slack.Views.ModalShown -= OnModalShown;
        _beat.Dispose();
        _over.Dispose();
    }

    private void Show()
    {
        foreach (var message in _feed.TakeFinished())
        {
            _finished.Add(_formatter.Message(message));
            _asker.Answered(message);
        }

        _screen.Show(
            _finished, [.. _feed.Growing.Select(_formatter.Message), .. _statuses.Current.Select(_formatter.Status)], _editor);
        _finished.Clear();
    }

    /// <summary>Waits for something to happen and takes all that has.</summary>
    private async Task TakeAsync(CancellationToken cancellationToken)
    {
        var idle = _feed.IsEmpty;
        do
        {
            await _events.Reader.WaitToReadAsync(cancellationToken);
            while (_events.Reader.TryRead(out var next))
                idle &= Take(next);
        }
        while (idle && _asker.IsIdle && !_inputEnded);
    }

    /// <returns>Whether there is nothing new to show.</returns>
    private bool Take(ConsoleEvent happened)
    {
        switch (happened)
        {
            case Tick:
                return true;
            case KeyPressed pressed:
                Press(pressed.Key);
                break;
            case LineRead { Line: { } line }:
                _input.LineTaken();
                Enter(line);
                break;
            case LineRead:
                _inputEnded = true;
                break;
            case MessageSeen { Message: var message } when message.BotId == _slack.Team.BotId && message.EphemeralFor is null:
                _feed.Put(message);
                break;
            case MessageSeen { Message: var message }:
                _finished.Add(_formatter.Message(message));
                if (message.EphemeralFor is not null)
                    _asker.Answered(message);
                break;
            case ThreadSeen { Thread: var thread }:
                var (isNewStatus, areNewPrompts) = _statuses.Put(thread);
                if (isNewStatus)
                    _finished.Add(_formatter.Status(thread));
                if (areNewPrompts)
                    _finished.Add(_formatter.Prompts(thread));
                break;
            case ModalSeen modal:
                _finished.Add(_formatter.Modal(modal.View));
                break;
            case HomeSeen home:
                _finished.Add(_formatter.Home(home.View));
                _asker.HomeShown();
                break;
            case SlackSays says:
                _finished.Add(new Markup($"[grey italic]{Markup.Escape(says.Text)}[/]\n\n"));
                break;
        }

        return false;
    }

    private void Press(ConsoleKeyInfo key)
    {
        switch (_editor.Press(key))
        {
            case KeyEffect.Entered:
                Enter(_editor.Take());
                break;
            case KeyEffect.Ended:
                _quit = true;
                break;
        }
    }

    private void Enter(string text)
    {
        var line = UserLine.Read(text);
        if (line.Action == UserAction.Quit)
            _quit = true;
        else if (line.Action == UserAction.Help)
            _finished.Add(Welcome.Help());
        else if ((_asker.Say(line) ?? _hands.Do(line)) is { } hint)
            Report(new SlackSays(hint));
    }

    private void OnChanged(object? sender, SlackMessageChangedEventArgs change)
    {
        if (change.After is { } message)
            Report(new MessageSeen(message));
    }

    private void OnThreadChanged(object? sender, SlackThreadChangedEventArgs change) => Report(new ThreadSeen(change.Thread));

    private void OnModalShown(object? sender, SlackModalShownEventArgs shown) => Report(new ModalSeen(shown.Modal));

    private void Report(ConsoleEvent happened) => _events.Writer.TryWrite(happened);
}
