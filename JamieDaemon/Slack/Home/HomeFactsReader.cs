using JamieDaemon.Answering;
using JamieDaemon.Slack.Access;
using JamieDaemon.Slack.Context;
using JamieDaemon.Slack.Interactions;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Home;

/// <summary>Gathers what a person's Home tab shows.</summary>
internal sealed class HomeFactsReader(
    AskerAccess access,
    StatusBoard status,
    IModelCatalog models,
    ModelChoices choices,
    RecentQuestions recent,
    SlackNames names,
    SlackIdentity identity,
    IOptions<SlackOptions> options,
    TimeProvider time)
{
    private static readonly string[] Examples =
    [
        "What does exit code 137 of a container mean?",
        "Summarise this thread for somebody who just joined the incident.",
        "Which three things should I check first when p99 latency doubles?",
    ];

    public async Task<HomeFacts> ReadAsync(string user, CancellationToken cancellationToken) => new()
    {
        User = user,
        Refusal = await access.RefusalAsync(user, channel: null, cancellationToken),
        Command = options.Value.Command,
        Examples = options.Value.SuggestedPrompts is { Count: > 0 } prompts ? [.. prompts.Select(prompt => prompt.Message)] : Examples,
        Status = status.Read(),
        Version = JamieTelemetry.ServiceVersion,
        At = time.GetUtcNow(),
        Models = models.Available,
        Chosen = choices.Of(user),
        Questions = await Task.WhenAll(recent.Of(user).Select(question => ToHomeAsync(question, cancellationToken))),
    };

    private async Task<HomeQuestion> ToHomeAsync(RecentQuestion question, CancellationToken cancellationToken) =>
        new(await names.InPlainTextAsync(question.Text, cancellationToken), question.Where is { Message: { } message } where ? identity.LinkTo(where.Channel, message, where.Thread) : null);
}
