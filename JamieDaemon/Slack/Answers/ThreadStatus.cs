using JamieDaemon.Answering;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Answers;

/// <summary>The line under a thread that says what Jamie is doing, and Slack's own Stop button beside it, for one of the answers that run there.</summary>
/// <remarks>
/// A status lapses after two minutes and is not reliably cleared by the answer
/// (https://github.com/NousResearch/hermes-agent/issues/24117): it is renewed before, and cleared in the end. The session comes before the
/// text: both share one place, and the text is the more specific.
/// </remarks>
internal sealed class ThreadStatus(
    Question question, string ts, BusyThreads threads, SlackWebApiClient slack, SlackAbilities abilities, ProgressPacer pacer, TimeProvider time)
    : IAsyncDisposable
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(90);

    private readonly BusyThread _thread = threads.Enter(question.Conversation.Channel, ts);
    private string? _shown;
    private long _shownAt;
    private int _wipes;

    /// <summary>Whether Slack shows its own Stop button.</summary>
    public bool HasStopButton => _thread.HasStopButton;

    /// <summary>
    /// Shows the step. <see langword="false"/> when this workspace has no such line, or none with a Stop button beside it: Slack shows that to agents only,
    /// and a line can hold no button of ours.
    /// </summary>
    public async Task<bool> ShowAsync(string text)
    {
        if (!abilities.May(SlackAbility.Status)) return false;
        await BeginSessionAsync();
        if (!abilities.May(SlackAbility.Session)) return false;
        var wipes = _thread.Wipes;
        if (text == _shown && wipes == _wipes && time.GetElapsedTime(_shownAt) < Renewal) return true;
        if (!pacer.TryStatus()) return true;
        var mayShow = _thread.MayShow;
        _thread.MayShow = true;
        try
        {
            if (await slack.TryAssistantThreadsSetStatusAsync(Status(text), CancellationToken.None)) (_shown, _shownAt, _wipes) = (text, time.GetTimestamp(), wipes);
            return true;
        }
        catch (SlackApiException refused)
        {
            _thread.MayShow = mayShow;
            abilities.Learn(SlackAbility.Status, refused);
            return false;
        }
    }

    /// <summary>Makes Slack show its Stop button, where the app is an agent.</summary>
    public async Task BeginSessionAsync()
    {
        if (HasStopButton || !abilities.May(SlackAbility.Session) || !pacer.TrySession()) return;
        var mayRun = _thread.MayRun;
        _thread.MayRun = true;
        try
        {
            _thread.HasStopButton = await slack.TryAgentsSessionsSetStatusAsync(Session(AgentsSessionsSetStatus.Processing), CancellationToken.None);
        }
        catch (SlackApiException refused)
        {
            _thread.MayRun = mayRun;
            abilities.Learn(SlackAbility.Session, refused);
        }
    }

    /// <summary>A message of Jamie's was added to the thread, which takes the line away, whichever answer's it is.</summary>
    public void Posted() => _thread.Wipe();

    /// <summary>What becomes of the session when the stream of this answer stops: it goes on for whoever else is at work in the thread.</summary>
    public string SessionAfter(bool isEnd) =>
        isEnd && !threads.IsShared(_thread) ? AgentsSessionsSetStatus.Active : AgentsSessionsSetStatus.Processing;

    /// <summary>The session was ended by the call that ended the stream.</summary>
    public void SessionEnded() => (_thread.HasStopButton, _thread.MayRun) = (false, false);

    /// <summary>Leaves nothing behind that no other answer of the thread needs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (threads.Leave(_thread))
        {
            var (mayRun, mayShow) = (_thread.MayRun, _thread.MayShow);
            (_thread.MayRun, _thread.MayShow) = (false, false);
            if (mayRun) await TryClearAsync(slack.AgentsSessionsSetStatusAsync(Session(AgentsSessionsSetStatus.Active), CancellationToken.None));
            if (mayShow) await TryClearAsync(slack.AssistantThreadsSetStatusAsync(Status(""), CancellationToken.None));
            // Also for an answer that has begun meanwhile: what it had made Slack show is gone.
            _thread.HasStopButton = false;
            threads.Cleared(_thread);
        }

        _thread.Wipe();
    }

    private static async Task TryClearAsync(Task clearing)
    {
        try
        {
            await clearing;
        }
        catch (SlackException)
        {
            // A status lapses by itself after two minutes; the answer stands.
        }
    }

    private AssistantThreadsSetStatus Status(string text) =>
        new() { ChannelId = question.Conversation.Channel, ThreadTs = ts, Status = text };

    private AgentsSessionsSetStatus Session(string status) => new()
    {
        ChannelId = question.Conversation.Channel,
        ThreadTs = ts,
        Status = status,
        InitiatorUserId = question.Asker,
    };
}
