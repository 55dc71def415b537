using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Table = Markdig.Extensions.Tables.Table;

namespace JamieDaemon.Slack.Rendering;

/// <summary>Blocks of Markdown in Slack's markup, which knows none but code and quotes: the rest is made of lines.</summary>
internal sealed class MrkdwnBlocks(MrkdwnWriter writer, MrkdwnInlines inlines)
{
    private const int DeepestIndent = 8;
    private const string Rule = "──────────";
    private static readonly string[] Bullets = ["•", "◦", "▪"];

    /// <summary>All blocks of a document, a quote or an item, with blank lines between them.</summary>
    public void Write(ContainerBlock blocks)
    {
        Block? before = null;
        foreach (var block in blocks)
        {
            if (block is LinkReferenceDefinitionGroup or BlankLineBlock) continue;
            if (before is not null) writer.EndLine(lines: writer.IsQuote && (IsCode(before) || IsCode(block)) ? 1 : 2);
            before = block;
            Write(block);
        }
    }

    /// <summary>No quote can hold it.</summary>
    private static bool IsCode(Block block) => block is CodeBlock or Table;

    private void Write(Block block, int level = 0)
    {
        switch (block)
        {
            case HeadingBlock heading:
                WriteHeading(heading);
                break;
            case CodeBlock code:
                writer.WriteCodeBlock(code.Lines.ToString().TrimEnd('\n'));
                break;
            case ListBlock list:
                WriteList(list, level);
                break;
            case QuoteBlock quote:
                WriteQuote(quote);
                break;
            case Table table:
                WriteTable(table);
                break;
            case ThematicBreakBlock:
                writer.WriteMarkup(Rule);
                break;
            case LeafBlock { Inline: { } text }:
                inlines.Write(text);
                break;
            case LeafBlock leaf:
                writer.WriteText(leaf.Lines.ToString());
                break;
            case ContainerBlock container:
                Write(container);
                break;
        }
    }

    private void WriteHeading(HeadingBlock heading)
    {
        if (heading.Inline is null) return;
        writer.Open('*');
        inlines.Write(heading.Inline);
        writer.Close('*');
    }

    private void WriteQuote(QuoteBlock quote)
    {
        var (wasQuote, indent) = (writer.IsQuote, writer.Indent);
        if (!writer.IsAtLineStart) writer.EndLine();
        (writer.IsQuote, writer.Indent) = (true, "");
        Write(quote);
        (writer.IsQuote, writer.Indent) = (wasQuote, indent);
    }

    private void WriteList(ListBlock list, int level)
    {
        var outer = writer.Indent;
        var indent = new string(' ', 4 * Math.Min(level, DeepestIndent));
        var first = true;
        foreach (var block in list)
        {
            if (block is not ListItemBlock item) continue;
            if (!first) writer.EndLine();
            first = false;
            writer.Indent = indent;
            writer.WriteMarkup(list.IsOrdered ? $"{item.Order}. " : Bullets[level % Bullets.Length] + " ");
            writer.Indent = indent + "   ";
            WriteItem(item, level);
        }

        writer.Indent = outer;
    }

    private void WriteItem(ListItemBlock item, int level)
    {
        var first = true;
        foreach (var block in item)
        {
            if (block is BlankLineBlock) continue;
            if (!first || block is ListBlock) writer.EndLine();
            first = false;
            Write(block, level + 1);
        }
    }

    private void WriteTable(Table table)
    {
        // Within a cell the backslash is the table's, not the code's.
        foreach (var code in table.Descendants<CodeInline>()) code.Content = code.Content.Replace("\\|", "|", StringComparison.Ordinal);
        var cells = new TableText(table);
        if (cells.FitsMonospace)
        {
            writer.WriteCodeBlock(SafeCode.Parted(cells.ToMonospace()));
            return;
        }

        var head = (TableRow)table[0];
        for (var i = 1; i < table.Count; i++)
        {
            if (i > 1) writer.EndLine(lines: 2);
            WriteRecord((TableRow)table[i], head);
        }
    }

    /// <summary>A row of a table that is too wide, a line for each cell that is not empty.</summary>
    private void WriteRecord(TableRow row, TableRow head)
    {
        var first = true;
        for (var i = 0; i < row.Count; i++)
        {
            if (row[i] is not TableCell { Count: > 0 } cell) continue;
            if (!first) writer.EndLine();
            first = false;
            if (i < head.Count && head[i] is TableCell { Count: > 0 } name)
            {
                writer.Open('*');
                foreach (var block in name) Write(block);
                writer.WriteText(":");
                writer.Close('*');
                writer.WriteText(" ");
            }

            foreach (var block in cell) Write(block);
        }
    }
}
