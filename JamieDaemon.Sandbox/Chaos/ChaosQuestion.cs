using JamieDaemon.Sandbox.Load;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Sandbox.Slack.ResponseUrls;

namespace JamieDaemon.Sandbox.Chaos;

/// <summary>A way to ask.</summary>
internal enum ChaosKind
{
    Thread,
    Direct,
    Command,
}

/// <summary>One question of the run, and what is known of its answer.</summary>
internal sealed class ChaosQuestion(int number)
{
    public int Number => number;

    /// <summary>Most are asked in threads, every fifth in private, every tenth by a command.</summary>
    public ChaosKind Kind => (number % 10) switch
    {
        0 => ChaosKind.Command,
        3 or 7 => ChaosKind.Direct,
        _ => ChaosKind.Thread,
    };

    public LoadQuestion Words { get; } = new(number);

    /// <summary>Who asks.</summary>
    public string Asker => $"asker-{number % ChaosPlan.Askers}";

    /// <summary>Where commands are given, and nothing else is asked.</summary>
    public const string CommandRoom = "#chaos-commands";

    /// <summary>Where a mention or a command stands.</summary>
    public string Room => Kind == ChaosKind.Command ? CommandRoom : $"#chaos-{number % ChaosPlan.Askers}";

    /// <summary>The command, for those that are one.</summary>
    public SlashInvocation? Invocation { get; set; }

    /// <summary>Asks it, the way of its kind.</summary>
    public void AskIn(SlackWorkspace slack)
    {
        switch (Kind)
        {
            case ChaosKind.Command:
                Invocation = slack.Slash(Asker, Room, "/ask-jamie", Words.Text);
                break;
            case ChaosKind.Direct:
                Words.Ts = slack.DirectMessage(Asker, Words.Text);
                break;
            default:
                Words.Ts = slack.Mention(Room, Asker, Words.Text);
                break;
        }
    }

    /// <summary>When it was asked, as a timestamp of the time provider.</summary>
    public long SentAt { get; set; }

    /// <summary>When its whole answer stood for the first time; 0 for not yet.</summary>
    public long WholeAt { get; set; }

    /// <summary>Whether words of its answer stand.</summary>
    public bool IsBegun { get; set; }
}
