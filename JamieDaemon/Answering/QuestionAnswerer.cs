using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Answering;

/// <summary>Answers one question: reads the context, asks the model, lets the answer grow, and says sorry when there is none.</summary>
public sealed partial class QuestionAnswerer(
    IConversationHistory history,
    IChatClient model,
    IModelCatalog models,
    IAnswerSink sink,
    IOptions<AnsweringOptions> options,
    ILogger<QuestionAnswerer> logger)
{
    /// <exception cref="OperationCanceledException">The process is stopping; the asker has been told.</exception>
    /// <exception cref="Exception">The chat did not take the answer: there is nobody left to tell but the log.</exception>
    /// <returns>Whether the asker has an answer; else an apology.</returns>
    public async Task<bool> AnswerAsync(Question question, CancellationToken cancellationToken)
    {
        await using var answer = sink.Begin(question);
        var isEmpty = true;
        try
        {
            var context = await history.ReadAsync(question, models.CanSee(models.Default), cancellationToken);
            var prompt = PromptBuilder.Build(options.Value.SystemPrompt, options.Value.PromptTokens, question, context);
            await foreach (var update in model.GetStreamingResponseAsync(prompt.Messages, cancellationToken: cancellationToken))
            {
                if (update.Text is not { Length: > 0 } text) continue;
                isEmpty &= string.IsNullOrWhiteSpace(text);
                answer.Append(text);
            }

            if (!isEmpty && prompt.LeftOut is { } leftOut) answer.Append($"\n\n{leftOut}");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await answer.ApologiseAsync(Apology.Stopping(question.Id));
            throw;
        }
#pragma warning disable CA1031 // Whatever the model died of, the asker hears of it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.ModelFailed(logger, failure, question.Id);
            await answer.ApologiseAsync(Apology.For(failure, question.Id));
            return false;
        }

        if (isEmpty)
        {
            Log.Empty(logger, question.Id);
            await answer.ApologiseAsync(Apology.Empty(question.Id));
            return false;
        }

        await answer.CompleteAsync();
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "ollama.empty_answer", Level = LogLevel.Warning, Message = "The model had nothing to say to {JobId}")]
        public static partial void Empty(ILogger logger, string jobId);

        [LoggerMessage(EventName = "ollama.request_failed", Level = LogLevel.Error, Message = "No answer to {JobId}: the model failed")]
        public static partial void ModelFailed(ILogger logger, Exception failure, string jobId);
    }
}
