using System.Globalization;
using System.Text.Json.Nodes;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Interactions;

/// <summary>Shows, to the one who asked only, how an answer came about.</summary>
internal sealed class DetailsReply(SlackWebApiClient slack)
{
    /// <summary>Of a model that is in memory already, its server reports some milliseconds all the same.</summary>
    private const long LeastLoading = 100;

    public Task ReplyAsync(DetailsWanted wanted, CancellationToken cancellationToken)
    {
        var blocks = BlockKit.ToElement(Blocks(wanted.Details));
        var text = $"How answer {wanted.Details.Id} came about";
        return wanted.ReplyUrl is { } replyUrl
            ? slack.RespondAsync(replyUrl, ResponseUrlMessage.Private(text, blocks) with { ThreadTs = wanted.Thread }, cancellationToken)
            : slack.ChatPostEphemeralAsync(
                new ChatPostEphemeral { Channel = wanted.Channel, User = wanted.User, ThreadTs = wanted.Thread, Text = text, Blocks = blocks }, cancellationToken);
    }

    /// <summary>A field is only shown when it was measured.</summary>
    internal static JsonArray Blocks(AnswerDetails details)
    {
        var fields = new JsonArray(Field("Answer", $"`{details.Id}`"));
        Add("Model", details.Model is { } model ? $"`{SlackText.Escape(model)}`" : null);
        Add("Tokens", Tokens(details));
        Add("Waited in the queue", Duration(details.QueueWait));
        Add("Loading the model", details.Loading >= LeastLoading ? Duration(details.Loading) : null);
        Add("Reading the prompt", Duration(details.Reading));
        Add("To the first word", Duration(details.FirstWord));
        Add("Writing", Writing(details));
        Add("In all", Duration(details.Total));
        Add("Trace", details.TraceId is { } trace ? $"`{trace}`" : null);
        return
        [
            BlockKit.Section("*How this answer came about*"),
            new JsonObject { ["type"] = "section", ["fields"] = fields },
        ];

        void Add(string name, string? value)
        {
            if (value is not null) fields.Add(Field(name, value));
        }
    }

    private static JsonObject Field(string name, string value) => BlockKit.Mrkdwn($"*{name}*\n{value}");

    private static string? Tokens(AnswerDetails details) => (details.PromptTokens, details.AnswerTokens) switch
    {
        (null, null) => null,
        var (read, written) => string.Create(CultureInfo.InvariantCulture, $"{read ?? 0:N0} read, {written ?? 0:N0} written"),
    };

    private static string? Writing(AnswerDetails details) => details switch
    {
        { Writing: > 0 and { } writing, AnswerTokens: { } tokens } =>
            string.Create(CultureInfo.InvariantCulture, $"{Duration(writing)} ({tokens * 1000.0 / writing:0.#} tokens/s)"),
        _ => Duration(details.Writing),
    };

    private static string? Duration(long? milliseconds) => milliseconds switch
    {
        null => null,
        < 1000 => $"{milliseconds} ms",
        _ => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000.0:0.0} s"),
    };
}
