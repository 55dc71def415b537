using System.Text.Json;
using System.Text.Json.Nodes;
using JamieDaemon.Answering;
using JamieDaemon.Slack.Rendering;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Answers;

/// <summary>One message of an answer: it stands in Slack from its first words on, and grows by edits.</summary>
internal class AnswerMessage(Question question, string ts, AnswerRenderer renderer, SlackWebApiClient slack, ProgressPacer pacer)
{
    /// <summary>Left out, the message would keep its blocks.</summary>
    private static readonly JsonElement NoBlocks = BlockKit.ToElement([]);

    private string? _shown;

    public string Ts { get; } = ts;

    protected Question Question { get; } = question;

    protected SlackWebApiClient Slack { get; } = slack;

    protected ProgressPacer Pacer { get; } = pacer;

    protected AnswerRenderer Renderer { get; } = renderer;

    protected string Channel => Question.Conversation.Channel;

    /// <summary>Characters of the answer's own text that it shows and that cannot be taken back.</summary>
    public virtual int Fixed => 0;

    /// <summary>Says what the message shows already, so that the same is not sent again.</summary>
    public AnswerMessage Showing(string content)
    {
        _shown = content;
        return this;
    }

    /// <summary>Shows progress, once and without waiting. <see langword="false"/> when it was left out: the next look will do.</summary>
    public virtual async Task<bool> TryGrowAsync(MessagePart part, JsonObject[] trailing)
    {
        var content = Renderer.Render(part.Text, trailing);
        if (content.Key == _shown) return true;
        if (!Pacer.TryEdit() || !await Slack.TryChatUpdateAsync(Edit(content), CancellationToken.None)) return false;
        _shown = content.Key;
        return true;
    }

    /// <summary>Brings the message to its last state.</summary>
    /// <exception cref="SlackException">Slack did not take it.</exception>
    /// <exception cref="OperationCanceledException">It is unwanted, and not sent.</exception>
    public virtual async Task EndAsync(MessagePart part, JsonObject[] trailing, AnswerMark mark, CancellationToken unwanted)
    {
        var content = Renderer.Render(part.Text, trailing);
        if (content.Key == _shown) return;
        try
        {
            await Slack.ChatUpdateUnlessAsync(Edit(content) with { Metadata = mark.ToMetadata() }, unwanted);
        }
        catch (SlackApiException refused) when (refused.Error == "invalid_blocks")
        {
            var words = Renderer.RenderWithoutBlocks(part.Text, refused);
            await Slack.ChatUpdateUnlessAsync(Edit(words) with { Blocks = NoBlocks, Metadata = mark.ToMetadata() }, unwanted);
        }

        _shown = content.Key;
    }

    /// <summary>Its text will be another one.</summary>
    public virtual Task RestartAsync() => Task.CompletedTask;

    /// <summary>Takes the message away.</summary>
    public virtual Task DeleteAsync() => Slack.ChatDeleteAsync(new ChatDelete { Channel = Channel, Ts = Ts }, CancellationToken.None);

    private ChatUpdate Edit(MessageContent content) => new() { Channel = Channel, Ts = Ts, Text = content.Text, Blocks = content.Blocks };
}
