using Markdig;
using Markdig.Extensions.EmphasisExtras;

namespace JamieDaemon.Slack.Rendering;

/// <summary>A model's Markdown in Slack's own markup, for where there are no <c>markdown</c> blocks: response URLs, section blocks, App Home.</summary>
/// <seealso href="https://docs.slack.dev/messaging/formatting-message-text"/>
internal static class MrkdwnRenderer
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseTaskLists().UseAutoLinks().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).DisableHtml().Build();

    /// <summary>Renders a text, made harmless first.</summary>
    public static string Render(string markdown, LinkHosts hosts)
    {
        var safe = SafeMarkdown.Render(markdown, hosts);
        var writer = new MrkdwnWriter();
        try
        {
            new MrkdwnBlocks(writer, new MrkdwnInlines(writer, hosts)).Write(Markdown.Parse(safe, Pipeline));
        }
        catch (ArgumentException)
        {
            // Markdig's only complaint: quotes, lists or marks more than a hundred deep. Such a text is no worse off as it stands.
            writer = new MrkdwnWriter();
            writer.WriteText(safe);
        }

        return writer.ToString();
    }
}
