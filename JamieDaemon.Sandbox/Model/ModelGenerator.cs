using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace JamieDaemon.Sandbox.Model;

/// <summary>
/// Answers <c>/api/chat</c> and <c>/api/generate</c>: load, wait for a slot, then speak, unless a fault is due.
/// </summary>
internal sealed class ModelGenerator(ModelServerOptions options, ModelRecord record, ModelFaults faults)
{
    private const string ProxyPage =
        "<html>\n<head><title>502 Bad Gateway</title></head>\n"
        + "<body>\n<center><h1>502 Bad Gateway</h1></center>\n</body>\n</html>\n";

    public async Task AnswerAsync(HttpContext context, ModelRequest request, ModelRunner runner)
    {
        var leaving = context.RequestAborted;
        var start = options.Time.GetTimestamp();
        var isChat = request.Messages is not null;
        using var lines = new ModelLineWriter(context, request.Model!, isChat, request.Stream ?? true, options.Time);
        var keepAlive = GoDuration.Read(request.KeepAlive).Value;
        var prompt = Prompt(request);
        if (prompt.Messages.Count == 0 && keepAlive == TimeSpan.Zero)
        {
            runner.Unload();
            await lines.EndWithoutAnswerAsync("unload");
            return;
        }

        await runner.LoadAsync(ModelRequestRules.Option(request, "num_ctx"), keepAlive, leaving);
        if (prompt.Messages.Count == 0)
        {
            await lines.EndWithoutAnswerAsync("load");
            return;
        }

        var load = options.Time.GetElapsedTime(start);
        using var slot = await runner.TakeSlotAsync(leaving);
        record.Started();
        var end = GenerationEnd.Failed;
        try
        {
            end = await SpeakAsync(context, lines, new Speech(request, runner.Model, prompt, load), faults.Take());
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            end = GenerationEnd.Aborted;
        }
        finally
        {
            record.Ended(end);
        }
    }

    private async Task<GenerationEnd> SpeakAsync(HttpContext context, ModelLineWriter lines, Speech speech, ModelFault fault)
    {
        switch (fault)
        {
            case ModelFault.Busy:
                await ModelReply.ErrorAsync(context, 503, "server busy, please try again.  maximum pending requests exceeded");
                return GenerationEnd.Failed;
            case ModelFault.Crash:
                await ModelReply.ErrorAsync(context, 500,
                    "model runner has unexpectedly stopped, this may be due to resource limitations or an internal error, "
                    + "check ollama server logs for details");
                return GenerationEnd.Failed;
            case ModelFault.ProxyPage:
                await ModelReply.TextAsync(context, 502, ProxyPage, "text/html");
                return GenerationEnd.Failed;
            case ModelFault.OnlyLoad:
                await lines.EndWithoutAnswerAsync("load");
                return GenerationEnd.Failed;
            case ModelFault.Silence:
                await Task.Delay(Timeout.InfiniteTimeSpan, options.Time, context.RequestAborted);
                return GenerationEnd.Failed;
            default:
                return await SpeakAsync(context, lines, speech, fault, options.Answer(speech.Prompt));
        }
    }

    private async Task<GenerationEnd> SpeakAsync(
        HttpContext context, ModelLineWriter lines, Speech speech, ModelFault fault, string answer)
    {
        var pieces = options.Tokens is { } count ? AnswerPieces.ByCount(answer, count)
            : options.TokenDelay > TimeSpan.Zero ? AnswerPieces.ByWord(answer)
            : [answer];
        var wanted = ModelRequestRules.Option(speech.Request, "num_predict") ?? -1;
        var limit = wanted > 0 ? Math.Min(wanted, pieces.Count) : pieces.Count;
        var spoken = fault is ModelFault.Cut or ModelFault.Stall or ModelFault.ErrorLine ? (limit + 1) / 2 : limit;
        var read = options.Time.GetTimestamp();
        if (options.PromptSpeed is { } speed)
        {
            await Task.Delay(TimeSpan.FromSeconds(speech.PromptTokens / speed), options.Time, context.RequestAborted);
        }

        // Ollama leaves out what is zero, and this never is.
        var reading = TimeSpan.FromTicks(Math.Max(1, options.Time.GetElapsedTime(read).Ticks));
        if (speech.Model.Can("thinking") && speech.Request.Think?.ValueKind != JsonValueKind.False)
        {
            lines.WriteThought("The user wants an answer.");
        }

        var pacer = new TokenPacer(options.Time, options.TokenDelay);
        for (var i = 0; i < spoken; i++)
        {
            await pacer.NextAsync(context.RequestAborted);
            context.RequestAborted.ThrowIfCancellationRequested();
            lines.Write(pieces[i]);
            if (options.TokenDelay > TimeSpan.Zero)
            {
                await lines.FlushAsync();
            }
        }

        if (fault != ModelFault.None)
        {
            await lines.FlushAsync();
            await BreakOffAsync(context, lines, fault);
            return GenerationEnd.Failed;
        }

        await lines.EndAsync(limit < pieces.Count ? "length" : "stop", speech.PromptTokens, speech.Load, reading);
        return GenerationEnd.Completed;
    }

    private async Task BreakOffAsync(HttpContext context, ModelLineWriter lines, ModelFault fault)
    {
        switch (fault)
        {
            case ModelFault.Cut:
                context.Abort();
                break;
            case ModelFault.Stall:
                await Task.Delay(Timeout.InfiniteTimeSpan, options.Time, context.RequestAborted);
                break;
            case ModelFault.ErrorLine:
                await lines.FailAsync(options.ErrorText);
                break;
            default:
                break;
        }
    }

    private static ModelPrompt Prompt(ModelRequest request)
    {
        if (request.Messages is { } messages)
        {
            return new ModelPrompt(request.Model!, messages);
        }

        List<ModelMessage> built = [];
        if (!string.IsNullOrEmpty(request.Prompt))
        {
            built.AddRange(string.IsNullOrEmpty(request.System) ? [] : [new ModelMessage("system", request.System)]);
            built.Add(new ModelMessage("user", request.Prompt));
        }

        return new ModelPrompt(request.Model!, built);
    }

    private sealed record Speech(ModelRequest Request, SandboxModel Model, ModelPrompt Prompt, TimeSpan Load)
    {
        /// <summary>About four characters a token.</summary>
        public int PromptTokens => 1 + (Prompt.Messages.Sum(message => message.Content?.Length ?? 0) / 4);
    }
}
