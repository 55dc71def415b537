using System.Text.Json.Nodes;
using JamieDaemon.Slack.Access;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Interactions;

/// <summary>Asks somebody who used the shortcut on a message what they want to know about it. Who may not ask is told before writing anything.</summary>
internal sealed class ShortcutDialog(SlackWebApiClient slack, AskerAccess access, IOptions<SlackOptions> options, TimeProvider time)
{
    /// <summary>A dialog that opens counts more than a question that may turn out to have no place for its answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private const string Suggestion = "What does this mean, and what should we check first?";

    public async Task OpenAsync(ShortcutUsed used, CancellationToken cancellationToken)
    {
        var refusal = await access.RefusalAsync(used.User, used.About.Channel, cancellationToken);
        if (refusal is null && await IsElsewhereAsync(used.About.Channel, cancellationToken)) refusal = SayingText.Of(Saying.NotInChannel, options.Value.Command);
        var view = refusal is null ? Dialog(used.About) : Refusal(refusal);
        await slack.ViewsOpenAsync(new ViewsOpen { TriggerId = used.TriggerId, View = BlockKit.ToElement(view) }, cancellationToken);
    }

    /// <summary>A view for <c>views.open</c>.</summary>
    internal static JsonObject Dialog(MessagePlace about) => new()
    {
        ["type"] = "modal",
        ["callback_id"] = ActionIds.AskAbout,
        ["private_metadata"] = about.ToMetadata(),
        ["title"] = BlockKit.PlainText("Ask Jamie"),
        ["submit"] = BlockKit.PlainText("Ask"),
        ["close"] = BlockKit.PlainText("Cancel"),
        ["blocks"] = new JsonArray(
            new JsonObject
            {
                ["type"] = "input",
                ["block_id"] = ActionIds.AskAbout,
                ["label"] = BlockKit.PlainText("Your question about this message"),
                ["element"] = new JsonObject
                {
                    ["type"] = "plain_text_input",
                    ["action_id"] = ActionIds.AskAbout,
                    ["multiline"] = true,
                    ["max_length"] = 3000,
                    ["initial_value"] = Suggestion,
                },
            },
            BlockKit.Context("The answer goes into the message's thread, where everybody in the channel can read it.")),
    };

    /// <summary>A view for <c>views.open</c>, with nothing to fill in.</summary>
    internal static JsonObject Refusal(string sentence) => new()
    {
        ["type"] = "modal",
        ["title"] = BlockKit.PlainText("Ask Jamie"),
        ["close"] = BlockKit.PlainText("Close"),
        ["blocks"] = new JsonArray(BlockKit.Section(SlackText.Escape(sentence))),
    };

    /// <summary>Whether Slack says that Jamie is not in the conversation. Of private ones between people it tells nothing without a scope that Jamie has no other use for.</summary>
    private async Task<bool> IsElsewhereAsync(string channel, CancellationToken cancellationToken)
    {
        if (channel.StartsWith('D')) return false;
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return (await slack.ConversationsInfoAsync(channel, TimeSpan.Zero, either.Token)).Channel is { IsMember: false };
        }
        catch (SlackApiException hidden) when (hidden.MeansNotInChannel)
        {
            return true;
        }
        catch (SlackException)
        {
            // Nobody knows; where the answer finds no place, its asker is told then.
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
