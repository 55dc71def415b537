using System.Text.Json;
using System.Text.Json.Nodes;

namespace JamieDaemon.Slack.Home;

/// <summary>The view on Jamie's Home tab: who Jamie is and how to ask.</summary>
/// <seealso href="https://docs.slack.dev/surfaces/app-home"/>
public static class HomeView
{
    /// <param name="command">The slash command that is ours.</param>
    /// <returns>A view of type <c>home</c>, for <c>views.publish</c>.</returns>
    public static JsonElement Build(string command)
    {
        var view = new JsonObject
        {
            ["type"] = "home",
            ["blocks"] = new JsonArray(
                Header("Hi, I am Jamie"),
                Section("I help with incidents and everyday operations. I think with a model that runs in-house: what you ask me stays here."),
                Section("*How to ask*\n"
                    + "• Mention me in a channel or a thread: I read what was said there and answer in the thread.\n"
                    + "• Write to me directly, here under *Messages*.\n"
                    + $"• `{command} <your question>` answers so that only you see it."),
                Section("*For example*\n"
                    + "• _What does exit code 137 of a container mean?_\n"
                    + "• _Summarise this thread for somebody who just joined the incident._\n"
                    + "• _Which three things should I check first when p99 latency doubles?_")),
        };
        return JsonSerializer.SerializeToElement(view);
    }

    private static JsonObject Header(string text) =>
        new() { ["type"] = "header", ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = text } };

    private static JsonObject Section(string text) =>
        new() { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = text } };
}
