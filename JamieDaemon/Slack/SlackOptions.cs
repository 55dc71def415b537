using System.ComponentModel.DataAnnotations;

namespace JamieDaemon.Slack;

/// <summary>The section <c>Slack</c>: which workspace Jamie serves, and how.</summary>
public sealed class SlackOptions : IValidatableObject
{
    /// <summary>The bot token (<c>xoxb-…</c>) of the installed app. Secret.</summary>
    [Required(ErrorMessage = "Slack:BotToken is missing. Set SLACK_BOT_TOKEN (or Slack:BotToken) to the bot token, xoxb-….")]
    [RegularExpression("xoxb-[A-Za-z0-9-]+", ErrorMessage =
        "Slack:BotToken is no bot token. Set SLACK_BOT_TOKEN (or Slack:BotToken) to the token that starts with xoxb-.")]
    public string BotToken { get; set; } = "";

    /// <summary>The app-level token (<c>xapp-…</c>) with the scope <c>connections:write</c>. Secret.</summary>
    [Required(ErrorMessage = "Slack:AppToken is missing. Set SLACK_APP_TOKEN (or Slack:AppToken) to the app token, xapp-….")]
    [RegularExpression("xapp-[A-Za-z0-9-]+", ErrorMessage =
        "Slack:AppToken is no app-level token. Set SLACK_APP_TOKEN (or Slack:AppToken) to the token that starts with xapp-.")]
    public string AppToken { get; set; } = "";

    /// <summary>Where the Web API is: https, or http on loopback.</summary>
    [Required]
    public Uri ApiUrl { get; set; } = new("https://slack.com/api/");

    /// <summary>How many websockets stay open (Slack allows ten); with two, one covers while the other is replaced.</summary>
    [Range(1, 10)]
    public int Sockets { get; set; } = 2;

    /// <summary>The pause between opening one socket and the next, so that Slack never replaces them together.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan SocketStagger { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one HTTP request to Slack may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The slash command that the app registers.</summary>
    [RegularExpression("/[a-z0-9_-]{1,31}", ErrorMessage =
        "Slack:Command starts with a slash, then lower-case letters, digits, - and _.")]
    public string Command { get; set; } = "/ask-jamie";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!SlackOrigin.AllowsApi(ApiUrl))
        {
            yield return new ValidationResult(
                "Slack:ApiUrl (SLACK_API_URL) must be an https address without a password; http only on loopback.",
                [nameof(ApiUrl)]);
        }
    }
}
