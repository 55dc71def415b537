using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Sandbox.Slack.Threads;

namespace JamieDaemon.Sandbox.Terminal;

/// <summary>Something the console has to react to, one at a time.</summary>
internal abstract record ConsoleEvent;

/// <summary>A key was pressed.</summary>
internal sealed record KeyPressed(ConsoleKeyInfo Key) : ConsoleEvent;

/// <summary>A whole line came in; null at the end of input.</summary>
internal sealed record LineRead(string? Line) : ConsoleEvent;

/// <summary>A message is new or has changed.</summary>
internal sealed record MessageSeen(SlackMessage Message) : ConsoleEvent;

/// <summary>Jamie has published the Home tab.</summary>
internal sealed record HomeSeen(SlackView View) : ConsoleEvent;

/// <summary>A status, a session or prompts around a thread have changed.</summary>
internal sealed record ThreadSeen(SlackThread Thread) : ConsoleEvent;

/// <summary>Jamie has opened or changed a modal.</summary>
internal sealed record ModalSeen(SlackView View) : ConsoleEvent;

/// <summary>Slack itself has something to say, in grey.</summary>
internal sealed record SlackSays(string Text) : ConsoleEvent;

/// <summary>A little time has passed.</summary>
internal sealed record Tick : ConsoleEvent;
