namespace JamieDaemon.Sandbox.Terminal;

/// <summary>What a line at the prompt asks for.</summary>
public enum UserAction
{
    Nothing,

    /// <summary>A mention of Jamie in the channel.</summary>
    Mention,

    /// <summary>A mention in the thread of the last question.</summary>
    FollowUp,

    /// <summary>The slash command.</summary>
    Command,

    /// <summary>A direct message.</summary>
    Direct,

    /// <summary>A look at Jamie's Home tab.</summary>
    Home,

    /// <summary>A look at Jamie's Messages tab, where an agent has its prompts.</summary>
    Messages,

    /// <summary>A click on a button, by its number.</summary>
    Click,

    /// <summary>Slack's own Stop.</summary>
    Stop,

    /// <summary>Other words for the last question.</summary>
    Edit,

    /// <summary>A file, shared with a mention of Jamie.</summary>
    Upload,

    /// <summary>One of the app's shortcuts, used on the channel's last message.</summary>
    Shortcut,

    /// <summary>The open modal, with these words in its first field.</summary>
    Submit,

    /// <summary>The open modal, away.</summary>
    Close,
    Help,
    Quit,
}

/// <summary>A line typed at the prompt, read.</summary>
internal readonly record struct UserLine(UserAction Action, string Text)
{
    public const string SlashCommand = "/ask-jamie";

    public static UserLine Read(string line)
    {
        var (word, rest) = FirstWord(line.Trim());
        return word.ToLowerInvariant() switch
        {
            "" => new UserLine(UserAction.Nothing, ""),
            SlashCommand => new UserLine(UserAction.Command, rest),
            "dm" => new UserLine(UserAction.Direct, rest),
            "thread" => new UserLine(UserAction.FollowUp, rest),
            "home" when rest.Length == 0 => new UserLine(UserAction.Home, ""),
            "messages" when rest.Length == 0 => new UserLine(UserAction.Messages, ""),
            "click" when rest.Length > 0 && rest.All(char.IsAsciiDigit) => new UserLine(UserAction.Click, rest),
            "stop" when rest.Length == 0 => new UserLine(UserAction.Stop, ""),
            "edit" when rest.Length > 0 => new UserLine(UserAction.Edit, rest),
            "upload" when rest.Length > 0 => new UserLine(UserAction.Upload, rest),
            "shortcut" when rest.Length > 0 && !rest.Contains(' ') => new UserLine(UserAction.Shortcut, rest),
            "submit" => new UserLine(UserAction.Submit, rest),
            "close" when rest.Length == 0 => new UserLine(UserAction.Close, ""),
            "help" or "?" when rest.Length == 0 => new UserLine(UserAction.Help, ""),
            "quit" or "exit" when rest.Length == 0 => new UserLine(UserAction.Quit, ""),
            "@jamie" => new UserLine(UserAction.Mention, rest),
            _ => new UserLine(UserAction.Mention, line.Trim()),
        };
    }

    private static (string Word, string Tail) FirstWord(string line) =>
        line.IndexOf(' ') is > 0 and var space ? (line[..space], line[space..].Trim()) : (line, "");
}
