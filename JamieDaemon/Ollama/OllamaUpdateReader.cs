using Microsoft.Extensions.AI;

namespace JamieDaemon.Ollama;

/// <summary>Turns the lines of one answer into updates; remembers only what the last line needs to be judged.</summary>
internal sealed class OllamaUpdateReader(string model, Uri server, bool mayThink = true)
{
    private readonly ThinkTagFilter _filter = new(mayThink);
    // One id for the whole answer: updates with different ids would be joined into several messages.
    private readonly string _id = Guid.NewGuid().ToString("N");
    private bool _anyText;
    private bool _anyThoughts;
    private bool _anyCalls;

    /// <summary>The update for this line; null when it holds nothing to pass on.</summary>
    /// <exception cref="OllamaException">The line is no part of a chat, or it ends an empty one.</exception>
    public ChatResponseUpdate? Read(OllamaChatChunk chunk)
    {
        if (chunk is { Message: null, Done: false })
        {
            throw new OllamaProtocolException(server, "a line holds neither a message nor an end.");
        }

        List<AIContent>? contents = null;
        if (chunk.Message is { } message)
        {
            AddThoughts(message.Thinking, ref contents);
            AddText(message.Content, chunk.Done, ref contents);
            AddCalls(message.ToolCalls, ref contents);
        }
        else
        {
            AddText("", isEnd: true, ref contents);
        }

        if (!chunk.Done)
        {
            return contents is null ? null : Update(chunk, contents);
        }

        if (!_anyText && !_anyCalls)
        {
            throw new OllamaEmptyAnswerException(model, WhyEmpty(chunk));
        }

        if (Usage(chunk) is { } usage)
        {
            (contents ??= []).Add(new UsageContent(usage));
        }

        var last = Update(chunk, contents ?? []);
        last.FinishReason = _anyCalls ? ChatFinishReason.ToolCalls : FinishReason(chunk.DoneReason);
        return last;
    }

    private ChatResponseUpdate Update(OllamaChatChunk chunk, List<AIContent> contents) => new(ChatRole.Assistant, contents)
    {
        ResponseId = _id,
        MessageId = _id,
        // Ollama echoes the name it was asked for, so the name is not read from every line.
        ModelId = model,
        CreatedAt = chunk.CreatedAt,
        RawRepresentation = chunk,
    };

    private void AddThoughts(string? thoughts, ref List<AIContent>? contents)
    {
        if (!string.IsNullOrEmpty(thoughts))
        {
            _anyThoughts = true;
            (contents ??= []).Add(new TextReasoningContent(thoughts));
        }
    }

    private void AddText(string? raw, bool isEnd, ref List<AIContent>? contents)
    {
        var text = string.IsNullOrEmpty(raw) ? "" : _filter.Push(raw);
        text = isEnd ? text + _filter.Complete() : text;
        _anyThoughts |= text.Length == 0 && !string.IsNullOrWhiteSpace(raw);
        if (text.Length > 0)
        {
            _anyText |= !string.IsNullOrWhiteSpace(text);
            (contents ??= []).Add(new TextContent(text));
        }
    }

    private void AddCalls(IReadOnlyList<OllamaToolCall>? calls, ref List<AIContent>? contents)
    {
        foreach (var call in calls ?? [])
        {
            if (call.Function?.Name is { Length: > 0 } name)
            {
                _anyCalls = true;
                (contents ??= []).Add(OllamaToolCallReader.Read(call.Id, name, call.Function.Arguments));
            }
        }
    }

    private OllamaEmptyReason WhyEmpty(OllamaChatChunk chunk) => chunk.DoneReason switch
    {
        "load" or "unload" => OllamaEmptyReason.OnlyLoaded,
        _ when _anyThoughts => OllamaEmptyReason.OnlyThoughts,
        "length" => OllamaEmptyReason.WindowFull,
        _ => OllamaEmptyReason.Silence,
    };

    /// <summary>Some servers give none. The answer is whole all the same, and by its reason everybody knows that it is.</summary>
    private static ChatFinishReason FinishReason(string? reason) => reason switch
    {
        null or "" or "stop" => ChatFinishReason.Stop,
        "length" => ChatFinishReason.Length,
        _ => new ChatFinishReason(reason),
    };

    private static UsageDetails? Usage(OllamaChatChunk chunk) => chunk is { PromptEvalCount: 0, EvalCount: 0 } ? null : new()
    {
        InputTokenCount = chunk.PromptEvalCount,
        OutputTokenCount = chunk.EvalCount,
        TotalTokenCount = chunk.PromptEvalCount + chunk.EvalCount,
        // Nanoseconds, under Ollama's own names.
        AdditionalCounts = new()
        {
            ["total_duration"] = chunk.TotalDuration,
            ["load_duration"] = chunk.LoadDuration,
            ["prompt_eval_duration"] = chunk.PromptEvalDuration,
            ["eval_duration"] = chunk.EvalDuration,
        },
    };
}
