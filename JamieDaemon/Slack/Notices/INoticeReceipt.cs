namespace JamieDaemon.Slack.Notices;

/// <summary>Hears what became of a notice. At most one of the two is called, once, and neither when the process ends before: return quickly, never throw.</summary>
internal interface INoticeReceipt
{
    /// <summary>It was said, or done.</summary>
    void Delivered();

    /// <summary>Slack did not take it, and nobody tries again.</summary>
    void Undelivered();
}
