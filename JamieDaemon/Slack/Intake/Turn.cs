using JamieDaemon.Slack.Notices;

namespace JamieDaemon.Slack.Intake;

/// <summary>A turn in which something was asked, from the moment it is known until it is settled.</summary>
internal sealed class Turn(TurnKey key, RecentEvents recent, TurnNotices notices) : ISubmitter
{
    public void Settled() => recent.Settle(key);

    public void Left() => recent.Remove(key);

    public void Refused(Said said) => notices.Refuse(said, key);
}
