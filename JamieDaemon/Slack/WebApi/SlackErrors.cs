namespace JamieDaemon.Slack.WebApi;

/// <summary>The error codes of the methods that Jamie calls: what kind each is, and what to do about it.</summary>
/// <remarks>Collected from the "Errors" tables under https://docs.slack.dev/reference/methods</remarks>
public static class SlackErrors
{
    /// <summary>Stands in where Slack says <c>ok: false</c> without a code.</summary>
    internal const string Unnamed = "unnamed_error";

    private const string Token =
        "Copy the token again from the app's settings: xoxb- to SLACK_BOT_TOKEN (Slack:BotToken), "
        + "xapp- to SLACK_APP_TOKEN (Slack:AppToken).";
    private const string WrongToken =
        "Socket Mode is opened with the app-level token (xapp-, Slack:AppToken), "
        + "everything else with the bot token (xoxb-, Slack:BotToken).";
    private const string Scope = "Add the scope to the app and install it to the workspace again.";
    private const string Reinstall = "Install the app to the workspace again.";
    private const string Admin = "Ask an administrator of the workspace to allow the app.";
    private const string Build = "Slack does not accept this call from this build of Jamie: please report it.";
    private const string Invite = "Invite Jamie to the channel.";
    private const string Spent = "A response_url serves five times within 30 minutes of its command.";

    private static readonly Dictionary<string, (SlackErrorKind Kind, string? Advice)> Known =
        new Dictionary<string, (SlackErrorKind, string?)>
        {
            ["invalid_auth"] = (SlackErrorKind.Configuration, Token),
            ["not_authed"] = (SlackErrorKind.Configuration, Token),
            ["token_expired"] = (SlackErrorKind.Configuration, Token),
            ["token_revoked"] = (SlackErrorKind.Configuration, Reinstall),
            ["account_inactive"] = (SlackErrorKind.Configuration, Reinstall),
            ["user_removed_from_team"] = (SlackErrorKind.Configuration, Reinstall),
            ["not_allowed_token_type"] = (SlackErrorKind.Configuration, WrongToken),
            ["is_bot"] = (SlackErrorKind.Configuration, WrongToken),
            ["missing_scope"] = (SlackErrorKind.Configuration, Scope),
            ["no_permission"] = (SlackErrorKind.Configuration, Scope),
            ["access_denied"] = (SlackErrorKind.Configuration, Admin),
            ["team_access_not_granted"] = (SlackErrorKind.Configuration, Admin),
            ["team_disabled"] = (SlackErrorKind.Configuration, Admin),
            ["forbidden_team"] = (SlackErrorKind.Configuration, Admin),
            ["enterprise_is_restricted"] = (SlackErrorKind.Configuration, Admin),
            ["org_login_required"] = (SlackErrorKind.Configuration, Admin),
            ["two_factor_setup_required"] = (SlackErrorKind.Configuration, Admin),
            ["missing_args"] = (SlackErrorKind.Configuration, Build),
            ["invalid_arg_name"] = (SlackErrorKind.Configuration, Build),
            ["invalid_arguments"] = (SlackErrorKind.Configuration, Build),
            ["unknown_method"] = (SlackErrorKind.Configuration, Build),
            ["method_deprecated"] = (SlackErrorKind.Configuration, Build),

            ["not_in_channel"] = (SlackErrorKind.BadRequest, Invite),
            ["channel_not_found"] = (SlackErrorKind.BadRequest, "The channel does not exist or is private: invite Jamie to it."),
            ["user_not_in_channel"] = (SlackErrorKind.BadRequest, "The asker has left the channel."),
            ["file_not_found"] = (SlackErrorKind.BadRequest, "The file was deleted, or Jamie is in no conversation that it was shared in."),
            ["file_deleted"] = (SlackErrorKind.BadRequest, "The file was deleted."),
            ["is_archived"] = (SlackErrorKind.BadRequest, "The channel is archived."),
            ["messages_tab_disabled"] = (SlackErrorKind.BadRequest, "Switch the app's Messages tab on under App Home."),
            ["not_enabled"] = (SlackErrorKind.BadRequest, "Switch the app's Home tab on under App Home."),
            ["restricted_action"] = (SlackErrorKind.BadRequest, Admin),
            ["msg_too_long"] = (SlackErrorKind.BadRequest, "A message holds at most 40,000 characters."),
            ["not_agent_app"] = (SlackErrorKind.BadRequest, "Declare the app an agent (features.agent_view of its manifest)."),
            ["feature_disabled"] = (SlackErrorKind.BadRequest, "The workspace's plan or its administrators do not allow this feature."),
            ["expired_trigger_id"] = (SlackErrorKind.BadRequest, "A dialog must be opened within three seconds of the click."),
            ["expired_url"] = (SlackErrorKind.BadRequest, Spent),
            ["used_url"] = (SlackErrorKind.BadRequest, Spent),

            ["ratelimited"] = (SlackErrorKind.Passing, null),
            ["rate_limited"] = (SlackErrorKind.Passing, null),
            ["message_limit_exceeded"] = (SlackErrorKind.Passing, null),
            ["internal_error"] = (SlackErrorKind.Passing, null),
            ["fatal_error"] = (SlackErrorKind.Passing, null),
            ["service_unavailable"] = (SlackErrorKind.Passing, null),
            ["request_timeout"] = (SlackErrorKind.Passing, null),
            ["team_added_to_org"] = (SlackErrorKind.Passing, null),
            ["accesslimited"] = (SlackErrorKind.Passing, null),
        };

    /// <summary>What the code means for the caller; a code that is not in the table is a bad request.</summary>
    public static SlackErrorKind KindOf(string error) =>
        Known.TryGetValue(error, out var row) ? row.Kind : SlackErrorKind.BadRequest;

    /// <summary>A sentence for the operator, or null when the code speaks for itself.</summary>
    public static string? AdviceFor(string error) => Known.TryGetValue(error, out var row) ? row.Advice : null;

    /// <summary>The spellings under which Slack limits a caller in the body instead of by HTTP 429.</summary>
    internal static bool IsRateLimit(string error) => error is "ratelimited" or "rate_limited" or "message_limit_exceeded";
}
