namespace JamieDaemon.Slack.Interactions;

/// <summary>What Jamie's buttons, menus, shortcuts and dialogs are called when Slack reports that they were used.</summary>
internal static class ActionIds
{
    /// <summary>Stops a growing answer; the value is the question's id.</summary>
    public const string Stop = "jamie_stop";

    /// <summary>Asks the same question again; the value says where it stands.</summary>
    public const string Again = "jamie_again";

    /// <summary>Shows how an answer came about; the value says it.</summary>
    public const string Details = "jamie_details";

    /// <summary>Thumbs up or down; the value is the verdict and the question's id.</summary>
    public const string Feedback = "jamie_feedback";

    /// <summary>Shows an answer that only the asker sees to the channel; the value is the question's id.</summary>
    public const string Share = "jamie_share";

    /// <summary>The choice of a model on the Home tab.</summary>
    public const string Model = "jamie_model";

    /// <summary>The message shortcut, and the dialog in which its question is written.</summary>
    public const string AskAbout = "ask_jamie";

    /// <summary>The dialog that asks why an answer was bad.</summary>
    public const string Reason = "jamie_reason";
}
