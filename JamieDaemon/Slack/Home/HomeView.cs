using System.Text.Json.Nodes;

namespace JamieDaemon.Slack.Home;

/// <summary>The view on Jamie's Home tab: who Jamie is, how to ask, how things stand, and what is the person's own.</summary>
/// <seealso href="https://docs.slack.dev/surfaces/app-home"/>
internal static class HomeView
{
    private const int LongestExample = 140;

    /// <returns>A view of type <c>home</c>, for <c>views.publish</c>.</returns>
    public static JsonObject Build(HomeFacts facts) =>
        new() { ["type"] = "home", ["blocks"] = new JsonArray([.. facts.Refusal is { } refusal ? Closed(refusal) : Open(facts)]) };

    private static IEnumerable<JsonNode> Closed(string refusal) => [BlockKit.Header("Hi, I am Jamie"), BlockKit.Section(SlackText.Escape(refusal))];

    private static IEnumerable<JsonNode> Open(HomeFacts facts) =>
    [
        BlockKit.Header("Hi, I am Jamie"),
        BlockKit.Section("I help with incidents and everyday operations. I think with a model that runs in-house: what you ask me stays here."),
        BlockKit.Section("*How to ask*\n"
            + "• Mention me in a channel or a thread: I read what was said there and answer in the thread.\n"
            + "• Write to me directly, here under *Messages*.\n"
            + $"• `{facts.Command} <your question>` answers so that only you see it.\n"
            + "• Choose *Ask Jamie about this* from the menu of any message.\n"
            + "• Say *stop* in the thread when you have read enough."),
        BlockKit.Section($"*For example*\n{string.Join('\n', facts.Examples.Select(Example))}"),
        BlockKit.Divider(),
        BlockKit.Section($"*How I am*\n{facts.Status.ToText()}"),
        BlockKit.Context($"Version {facts.Version} · {Time(facts.At)} · open this tab again to look again"),
        BlockKit.Divider(),
        .. ModelMenu.Build(facts.Models, facts.Chosen),
        BlockKit.Divider(),
        BlockKit.Section("*Your latest questions*"),
        .. facts.Questions.Count == 0
            ? [BlockKit.Context("None since I was last started.")]
            : facts.Questions.Select(question => BlockKit.Section(Asked(question))),
        BlockKit.Context($"Only you see this page. Your Slack id is `{facts.User}`: whoever runs me will ask for it."),
    ];

    private static string Example(string question) => $"• _{SlackText.Escape(SlackText.OneLine(question, LongestExample))}_";

    private static string Asked(HomeQuestion question)
    {
        var text = SlackText.Escape(question.Text);
        return question.Link is { } link ? $"• <{SlackText.Escape(link)}|{text}>" : $"• {text}";
    }

    /// <summary>In the reader's own time zone.</summary>
    private static string Time(DateTimeOffset at) => $"<!date^{at.ToUnixTimeSeconds()}^as of {{time_secs}}|as of {at.UtcDateTime:HH:mm:ss} UTC>";
}
