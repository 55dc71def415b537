namespace JamieDaemon.Slack.WebApi;

/// <summary>What a Slack error code means for the caller.</summary>
public enum SlackErrorKind
{
    /// <summary>This call is wrong and stays wrong: do not repeat it. Also every code that is not known.</summary>
    BadRequest,

    /// <summary>The app, its tokens or its scopes are set up wrong: a person must act, every call fails alike.</summary>
    Configuration,

    /// <summary>Slack's own trouble: the same call may succeed later.</summary>
    Passing,
}
