using JamieDaemon.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Answering;

/// <summary>Answers one question: asks whether it may, reads the context, asks the model, lets the answer grow, and says sorry when there is none.</summary>
public sealed partial class QuestionAnswerer(
    IAdmission admission,
    IConversationHistory history,
    IChatClient model,
    IModelCatalog models,
    IAnswerSink sink,
    IOptions<AnsweringOptions> options,
    TimeProvider time,
    ILogger<QuestionAnswerer> logger)
{
    /// <param name="open">The question; it may be stopped and changed meanwhile.</param>
    /// <param name="cancellationToken">The process is stopping.</param>
    /// <exception cref="Exception">The chat did not take the answer: there is nobody left to tell but the log.</exception>
    public async Task<AnswerOutcome> AnswerAsync(OpenQuestion open, CancellationToken cancellationToken)
    {
        await using var answer = open.Answer(sink);
        while (true)
        {
            var run = open.Run;
            using var either = CancellationTokenSource.CreateLinkedTokenSource(run, cancellationToken);
            var ending = await RunAsync(open.Question, answer, either.Token, cancellationToken, run);
            if (open.StopRequest is { } stop) ending = Endings.Of(stop);
            if (ending is not null && (open.StopRequest is not null || open.TryClose(run)))
            {
                var outcome = OutcomeOf(ending, cancellationToken.IsCancellationRequested);
                await answer.EndAsync(ending);
                return outcome;
            }

            answer.Restart();
        }
    }

    /// <returns><see langword="null"/> when the run was cancelled because the question was stopped or changed.</returns>
    private async Task<AnswerEnding?> RunAsync(
        Question question, IAnswer answer, CancellationToken either, CancellationToken stopping, CancellationToken run)
    {
        var isMeant = !question.IsFollowUp;
        try
        {
            switch (await admission.AdmitAsync(question, either))
            {
                case Admission.Admitted admitted:
                    isMeant = true;
                    return await AskAsync(question, admitted.Style, answer, either);
                case Admission.Refused refused:
                    return new AnswerEnding.Refused(refused.Sentence);
                default:
                    return new AnswerEnding.Withdrawn();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !isMeant)
        {
            // Perhaps people talk among themselves: they must not hear of a restart.
            return new AnswerEnding.Withdrawn();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return new AnswerEnding.Apologised(Apology.Stopping(question.Id), ErrorType.Cancelled);
        }
        catch (OperationCanceledException) when (run.IsCancellationRequested)
        {
            return null;
        }
#pragma warning disable CA1031 // Whatever the model died of, the asker hears of it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.ModelFailed(logger, failure, question.Id);
            return new AnswerEnding.Apologised(Apology.For(failure, question.Id), ErrorType.Of(failure));
        }
    }

    private async Task<AnswerEnding> AskAsync(Question question, AnswerStyle style, IAnswer answer, CancellationToken cancellationToken)
    {
        var tally = new AnswerTally(question, time);
        answer.Report(new AnswerProgress(AnswerPhase.Gathering));
        var context = await history.ReadAsync(question, models.CanSee(style.Model ?? models.Default), cancellationToken);
        var prompt = PromptBuilder.Build(style.SystemPrompt ?? options.Value.SystemPrompt, options.Value.PromptTokens, question, context);
        var wishes = new ChatOptions { ModelId = style.Model, Temperature = style.Temperature };
        var isEmpty = true;
        await foreach (var update in model.GetStreamingResponseAsync(prompt.Messages, wishes, cancellationToken))
        {
            if (ModelProgress.In(update) is { } step) answer.Report(AnswerProgress.Of(step));
            var text = update.Text;
            tally.Add(update, text.Length > 0);
            if (text.Length == 0) continue;
            isEmpty &= string.IsNullOrWhiteSpace(text);
            answer.Append(text);
        }

        if (isEmpty)
        {
            Log.Empty(logger, question.Id);
            return new AnswerEnding.Apologised(Apology.Empty(question.Id), ErrorType.InvalidResponse);
        }

        if (prompt.LeftOut is { } leftOut) answer.AppendNote(leftOut);
        return new AnswerEnding.Completed(tally.ToSummary());
    }

    private static AnswerOutcome OutcomeOf(AnswerEnding ending, bool isStopping) => ending switch
    {
        AnswerEnding.Completed => AnswerOutcome.Answered,
        AnswerEnding.Stopped => AnswerOutcome.Stopped,
        AnswerEnding.Refused => AnswerOutcome.Refused,
        AnswerEnding.Withdrawn => AnswerOutcome.Withdrawn,
        _ when isStopping => AnswerOutcome.Interrupted,
        _ => AnswerOutcome.Failed,
    };

    private static partial class Log
    {
        [LoggerMessage(EventName = "ollama.empty_answer", Level = LogLevel.Warning, Message = "The model had nothing to say to {JobId}")]
        public static partial void Empty(ILogger logger, string jobId);

        [LoggerMessage(EventName = "ollama.request_failed", Level = LogLevel.Error, Message = "No answer to {JobId}: the model failed")]
        public static partial void ModelFailed(ILogger logger, Exception failure, string jobId);
    }
}
