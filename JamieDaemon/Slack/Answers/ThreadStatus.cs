using JamieDaemon.Answering;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Answers;

/// <summary>The line under a thread that says what Jamie is doing, and Slack's own Stop button beside it.</summary>
/// <remarks>
/// A status lapses after two minutes and is not reliably cleared by the answer
/// (https://github.com/NousResearch/hermes-agent/issues/24117): it is renewed before, and cleared in the end. The session comes before the
/// text: both share one place, and the text is the more specific.
/// </remarks>
internal sealed class ThreadStatus(Question question, string thread, SlackWebApiClient slack, SlackAbilities abilities, ProgressPacer pacer, TimeProvider time)
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(90);

    /// <summary>Slack may have done what it did not confirm: only a refusal says that there is nothing to clear.</summary>
    private bool _mayShow;

    /// <inheritdoc cref="_mayShow"/>
    private bool _mayRun;

    private string? _shown;
    private long _shownAt;

    /// <summary>Whether Slack shows its own Stop button.</summary>
    public bool HasStopButton { get; private set; }

    /// <summary>Shows the step. <see langword="false"/> when this workspace has no such line.</summary>
    public async Task<bool> ShowAsync(string text)
    {
        if (!abilities.May(SlackAbility.Status)) return false;
        if (text == _shown && time.GetElapsedTime(_shownAt) < Renewal) return true;
        await BeginSessionAsync();
        if (!pacer.TryStatus()) return true;
        _mayShow = true;
        try
        {
            if (await slack.TryAssistantThreadsSetStatusAsync(Status(text), CancellationToken.None)) (_shown, _shownAt) = (text, time.GetTimestamp());
            return true;
        }
        catch (SlackApiException refused)
        {
            _mayShow = _shown is not null;
            abilities.Learn(SlackAbility.Status, refused);
            return false;
        }
    }

    /// <summary>Makes Slack show its Stop button, where the app is an agent.</summary>
    public async Task BeginSessionAsync()
    {
        if (HasStopButton || !abilities.May(SlackAbility.Session) || !pacer.TrySession()) return;
        _mayRun = true;
        try
        {
            HasStopButton = await slack.TryAgentsSessionsSetStatusAsync(Session(AgentsSessionsSetStatus.Processing), CancellationToken.None);
        }
        catch (SlackApiException refused)
        {
            _mayRun = false;
            abilities.Learn(SlackAbility.Session, refused);
        }
    }

    /// <summary>The session was ended by the call that ended the stream.</summary>
    public void SessionEnded() => (HasStopButton, _mayRun) = (false, false);

    /// <summary>Leaves nothing behind.</summary>
    public async Task ClearAsync()
    {
        if (_mayRun) await TryClearAsync(slack.AgentsSessionsSetStatusAsync(Session(AgentsSessionsSetStatus.Active), CancellationToken.None));
        if (_mayShow) await TryClearAsync(slack.AssistantThreadsSetStatusAsync(Status(""), CancellationToken.None));
        (HasStopButton, _mayRun, _mayShow, _shown) = (false, false, false, null);
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
        new() { ChannelId = question.Conversation.Channel, ThreadTs = thread, Status = text };

    private AgentsSessionsSetStatus Session(string status) => new()
    {
        ChannelId = question.Conversation.Channel,
        ThreadTs = thread,
        Status = status,
        InitiatorUserId = question.Asker,
    };
}
