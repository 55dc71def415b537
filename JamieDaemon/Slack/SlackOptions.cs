using System.ComponentModel.DataAnnotations;
using JamieDaemon.Hosting.Reload;
using JamieDaemon.Slack.Access;
using JamieDaemon.Slack.Rendering;

namespace JamieDaemon.Slack;

/// <summary>The section <c>Slack</c>: which workspace Jamie serves, and how.</summary>
public sealed class SlackOptions : IValidatableObject
{
    /// <summary>Sockets that Slack allows an app.</summary>
    internal const int MostSockets = 10;

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
    [Range(1, MostSockets)]
    public int Sockets { get; set; } = 2;

    /// <summary>How many sockets all replicas of Jamie have open together; 0 = those of <see cref="Sockets"/>, for there is one. More take events that nobody hears of.</summary>
    [Range(0, MostSockets)]
    public int ExpectedSockets { get; set; }

    /// <summary>Whether other replicas hear the same workspace: an event may reach any of them.</summary>
    internal bool HasReplicas => ExpectedSockets > Sockets;

    /// <summary>The pause between opening one socket and the next, so that Slack never replaces them together.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan SocketStagger { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one HTTP request to Slack may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The slash command that the app registers.</summary>
    [Required(ErrorMessage = "Slack:Command is empty. Set it to the app's slash command, as /ask-jamie.")]
    [RegularExpression("/[a-z0-9_-]{1,31}", ErrorMessage =
        "Slack:Command starts with a slash, then lower-case letters, digits, - and _.")]
    public string Command { get; set; } = "/ask-jamie";

    /// <summary>Which messages of a channel are questions, where <see cref="Channels"/> says nothing else.</summary>
    [Live]
    public ListeningMode Listen { get; set; } = ListeningMode.Threads;

    /// <summary>What is different in some channels, by channel id (<c>C0123ABC456</c>; Slack shows it at the end of a channel's details).</summary>
    [Live]
    public Dictionary<string, ChannelOptions> Channels { get; set; } = [];

    /// <summary>Who may ask, and where.</summary>
    [Live]
    public AccessOptions Access { get; set; } = new();

    /// <summary>How much one person may ask.</summary>
    [Live]
    public LimitsOptions Limits { get; set; } = new();

    /// <summary>Whether logs and traces call people by their Slack ids; else by pseudonyms, which nobody can trace back without the bot token.</summary>
    public bool PlainUserIds { get; set; }

    /// <summary>Where Jamie keeps what must outlive a restart: which model each person has chosen, when it last heard Slack. Empty: nowhere, only in memory.</summary>
    public string StateDirectory { get; set; } = "state";

    /// <summary>
    /// How far back Jamie looks, in the conversations that it is a member of, for what was asked while it had no socket; 0 = not at all. After a start
    /// it knows since when from <see cref="StateDirectory"/>. With more than one replica (<see cref="ExpectedSockets"/>) another one has heard it.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan CatchUp { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Earlier messages that Jamie reads before it answers; 0 to read none.</summary>
    [Range(0, 999)]
    [Live]
    public int ContextMessages { get; set; } = 20;

    /// <summary>How long Jamie waits for them, and for files. Past it, it answers with what it has and says so.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    [Live]
    public TimeSpan ContextPatience { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Bytes of one text file that Jamie reads; of a longer one, half of them from its beginning and half from its end.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    [Live]
    public int FileBytes { get; set; } = 256 * 1024;

    /// <summary>Bytes of an image that Jamie shows to a model that can see; of a larger one, Slack's smaller picture.</summary>
    [Range(1024, 32 * 1024 * 1024)]
    [Live]
    public int ImageBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>How long after the question Jamie says what it is doing, when there are no words yet.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    [Live]
    public TimeSpan StatusAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long after the model's first word the answer is shown; one that is whole by then is posted in one piece, by one call.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    [Live]
    public TimeSpan FirstWordsAfter { get; set; } = TimeSpan.FromMilliseconds(150);

    /// <summary>The pause between two steps of a growing answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    [Live]
    public TimeSpan ProgressInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Edits that show progress, all answers together. Slack allows an app some 50 edits a minute; the rest is for final texts.</summary>
    [Range(0, 10_000)]
    [Live]
    public int ProgressEditsPerMinute { get; set; } = 30;

    /// <summary>Whether answers grow as native streams, where the app is declared an agent. Without, they grow by edits.</summary>
    [Live]
    public bool NativeStreams { get; set; } = true;

    /// <summary>Native streams opened, all answers together. Slack allows an app some 20 a minute; above it answers grow by edits.</summary>
    [Range(0, 10_000)]
    [Live]
    public int StreamsPerMinute { get; set; } = 18;

    /// <summary>Steps of native streams, all answers together. Slack allows an app some 100 a minute.</summary>
    [Range(0, 100_000)]
    [Live]
    public int AppendsPerMinute { get; set; } = 90;

    /// <summary>Status lines shown, all answers together; and as many changes of an agent's sessions.</summary>
    [Range(0, 10_000)]
    [Live]
    public int StatusesPerMinute { get; set; } = 45;

    /// <summary>Characters of one message; a longer answer goes on in the next one. Slack takes 12,000 of Markdown, once it is made harmless.</summary>
    [Range(100, 10_000)]
    public int MessageCharacters { get; set; } = 8000;

    /// <summary>Channels, by id, in which incidents are handled: what is asked there is answered before what is asked elsewhere.</summary>
    [Live]
    public IReadOnlyList<string> IncidentChannels { get; set; } = [];

    /// <summary>Hosts that answers may link to, as <c>example.com</c> or <c>*.example.com</c>. Every other address is shown as text.</summary>
    public IReadOnlyList<string> AllowedLinkHosts { get; set; } = [];

    /// <summary>
    /// Whether the manifest makes the app an agent: a view of its own in Slack, a native Stop, suggested prompts. Slack then keeps guests out,
    /// makes a thread of every direct message, and takes it back never.
    /// </summary>
    public bool AgentView { get; set; } = true;

    /// <summary>What the agent's view offers to ask, at most four; none = what Jamie offers by itself.</summary>
    [Live]
    public IList<SuggestedPromptOptions> SuggestedPrompts { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!SlackOrigin.AllowsApi(ApiUrl))
        {
            yield return new ValidationResult(
                "Slack:ApiUrl (SLACK_API_URL) must be an https address without a password; http only on loopback.",
                [nameof(ApiUrl)]);
        }

        if (ExpectedSockets is > 0 && ExpectedSockets < Sockets)
        {
            yield return new ValidationResult(
                $"Slack:ExpectedSockets ({ExpectedSockets}) is less than Slack:Sockets ({Sockets}), which this replica alone opens: raise it, or set it to 0.", [nameof(ExpectedSockets)]);
        }

        foreach (var problem in Access.Problems()) yield return new ValidationResult(problem, [nameof(Access)]);
        foreach (var problem in Limits.Problems()) yield return new ValidationResult(problem, [nameof(Limits)]);
        foreach (var (id, channel) in Channels)
        {
            if (!AccessOptions.IsChannelId(id))
            {
                yield return new ValidationResult(
                    $"Slack:Channels has the entry '{id}'. Write the id that Slack shows at the end of the channel's details, as C0123ABC456.", [nameof(Channels)]);
            }

            if (channel.Temperature is < 0 or > 2)
                yield return new ValidationResult($"Slack:Channels:{id}:Temperature must be between 0 and 2.", [nameof(Channels)]);
        }

        foreach (var entry in IncidentChannels)
        {
            if (AccessOptions.IsChannelId(entry)) continue;
            yield return new ValidationResult(
                $"Slack:IncidentChannels has the entry '{entry}'. Write the id that Slack shows at the end of the channel's details, as C0123ABC456.", [nameof(IncidentChannels)]);
        }

        foreach (var entry in AllowedLinkHosts)
        {
            if (LinkHosts.IsEntry(entry)) continue;
            yield return new ValidationResult(
                $"Slack:AllowedLinkHosts has the entry '{entry}'. Write a host as example.com, or as *.example.com for all hosts below it.",
                [nameof(AllowedLinkHosts)]);
        }

        if (SuggestedPrompts.Count > SuggestedPromptOptions.Most)
        {
            yield return new ValidationResult(
                $"Slack:SuggestedPrompts holds {SuggestedPrompts.Count}, and Slack shows {SuggestedPromptOptions.Most}.", [nameof(SuggestedPrompts)]);
        }

        for (var i = 0; i < SuggestedPrompts.Count; i++)
        {
            if (SuggestedPrompts[i] is { Title.Length: > 0, Message.Length: > 0 }) continue;
            yield return new ValidationResult($"Slack:SuggestedPrompts:{i} needs a Title and a Message.", [nameof(SuggestedPrompts)]);
        }
    }
}
