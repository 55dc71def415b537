using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Sandbox.Slack.Files;

namespace JamieDaemon.Sandbox.Terminal;

/// <summary>Says in Slack what the newcomer types, and remembers what has not been answered yet.</summary>
internal sealed class Asker(
    SlackWorkspace slack, Action<ConsoleEvent> report, TimeProvider time, CancellationToken cancellationToken)
{
    private const string HomeTab = "home";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Dictionary<string, long> _open = [];
    private readonly SlackUser _user = slack.User(IncidentScene.User);
    private readonly List<Task> _watched = [];
    private string? _thread;
    private (string Channel, string Ts)? _last;

    /// <summary>The last question that was said in the open or in private, as it stands now.</summary>
    public SlackMessage? LastQuestion => _last is { } last ? slack.Messages.Find(last.Channel, last.Ts) : null;

    /// <summary>Done when nothing is waited for any more.</summary>
    public Task Watched => Task.WhenAll(_watched);

    /// <summary>Whether every question has its answer, or has waited long enough.</summary>
    public bool IsIdle
    {
        get
        {
            foreach (var (place, since) in _open.ToArray())
            {
                if (time.GetElapsedTime(since) > Patience)
                    _open.Remove(place);
            }

            return _open.Count == 0;
        }
    }

    /// <returns>What to tell the newcomer; null when Slack shows it.</returns>
    public string? Say(UserLine line)
    {
        switch (line.Action)
        {
            case UserAction.Mention:
                Asked(_thread = slack.Mention(IncidentScene.Channel, IncidentScene.User, line.Text));
                Expect(_thread);
                return null;
            case UserAction.FollowUp when _thread is null:
                return "There is no thread yet: ask something first.";
            case UserAction.FollowUp:
                Asked(slack.Mention(IncidentScene.Channel, IncidentScene.User, line.Text, _thread));
                Expect(_thread);
                return null;
            case UserAction.Direct when line.Text.Length == 0:
                return "Write your message after dm.";
            case UserAction.Direct:
                _last = (_user.DirectChannel, slack.DirectMessage(IncidentScene.User, line.Text));
                Expect(_user.DirectChannel);
                return null;
            case UserAction.Command:
                Expect(_user.Id);
                _watched.Add(CommandAsync(line.Text));
                return $"{IncidentScene.User} used {UserLine.SlashCommand} {line.Text}".TrimEnd();
            case UserAction.Home:
                Expect(HomeTab);
                _watched.Add(OpenHomeAsync());
                return null;
            default:
                return null;
        }
    }

    /// <summary>Asks with a file.</summary>
    public void Share(string text, FileUpload file)
    {
        Asked(_thread = slack.Files.Share(IncidentScene.Channel, IncidentScene.User, text, file));
        Expect(_thread);
    }

    /// <summary>Notes that Jamie has finished a message.</summary>
    public void Answered(SlackMessage message) => _open.Remove(message.EphemeralFor ?? message.ThreadTs ?? message.Channel);

    /// <summary>Notes that Jamie has published the Home tab.</summary>
    public void HomeShown() => _open.Remove(HomeTab);

    private void Asked(string ts) => _last = (slack.Channel(IncidentScene.Channel).Id, ts);

    private void Expect(string place) => _open[place] = time.GetTimestamp();

    private async Task CommandAsync(string text)
    {
        var command = slack.Slash(IncidentScene.User, IncidentScene.Channel, UserLine.SlashCommand, text);
        if (!await command.Acked.WaitAsync(cancellationToken))
            report(new SlackSays($"{UserLine.SlashCommand} failed because the app did not respond"));
    }

    private async Task OpenHomeAsync()
    {
        var before = slack.Views.HomeOf(_user.Id)?.Hash;
        var published = slack.Views.WhenAsync(view => view.User == _user.Id && view.Hash != before, cancellationToken);
        slack.OpenHome(IncidentScene.User);
        report(new HomeSeen(await published));
    }
}
