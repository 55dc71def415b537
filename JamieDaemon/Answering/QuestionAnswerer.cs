using System.Diagnostics;
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
    IQuestionJournal journal,
    JobObserver observer,
    IOptions<AnsweringOptions> options,
    TimeProvider time,
    ILogger<QuestionAnswerer> logger)
{
    /// <param name="open">The question; it may be stopped and changed meanwhile.</param>
    /// <param name="cancellationToken">The process is stopping.</param>
    /// <exception cref="OperationCanceledException">The process is stopping, and the question is left to the next one.</exception>
    /// <exception cref="Exception">The chat did not take the answer: there is nobody left to tell but the log.</exception>
    public async Task<AnswerOutcome> AnswerAsync(OpenQuestion open, CancellationToken cancellationToken)
    {
        await using var answer = open.Answer(sink);
        if (open.Question.Recovery is not null && await answer.ResumeAsync()) return AnswerOutcome.AnsweredBefore;
        while (true)
        {
            var run = open.Run;
            using var either = CancellationTokenSource.CreateLinkedTokenSource(run, cancellationToken);
            var tally = new AnswerTally(open.Question, time);
            var ending = await RunAsync(open, answer, tally, either.Token, cancellationToken, run);
            open.Job.Use = tally.ToUse();
            // What nobody is to read needs no stop any more.
            var isWhole = ending is AnswerEnding.Refused or AnswerEnding.Withdrawn ? open.TryClose(run) : ending is not null && open.TryDeliver(run);
            if (isWhole) observer.Progressed(open.Job, "delivering");
            if (isWhole && await TryEndAsync(answer, ending!, run) && open.TryClose(run)) return OutcomeOf(ending!, cancellationToken.IsCancellationRequested);

            // What was said so far stands below a stop; what was whole was not to be said at all.
            var stop = open.StopRequest;
            if (isWhole || stop is null) answer.Restart();
            if (stop is null) continue;
            ending = Endings.Of(open.Question, stop, tally.HasWords && !isWhole ? tally.ToSummary() : null);
            await answer.EndAsync(ending, CancellationToken.None);
            return stop.Cause == StopCause.Late ? AnswerOutcome.Late : OutcomeOf(ending, cancellationToken.IsCancellationRequested);
        }
    }

    /// <returns><see langword="false"/> when it was given up because the question was stopped or changed.</returns>
    private static async Task<bool> TryEndAsync(IAnswer answer, AnswerEnding ending, CancellationToken run)
    {
        try
        {
            await answer.EndAsync(ending, run);
            return true;
        }
        catch (OperationCanceledException) when (run.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <returns><see langword="null"/> when the run was cancelled because the question was stopped or changed.</returns>
    private async Task<AnswerEnding?> RunAsync(
        OpenQuestion open, IAnswer answer, AnswerTally tally, CancellationToken either, CancellationToken stopping, CancellationToken run)
    {
        var question = open.Question;
        var isMeant = !question.IsFollowUp;
        try
        {
            switch (await admission.AdmitAsync(question, either))
            {
                case Admission.Admitted admitted:
                    isMeant = open.Job.IsMeant = true;
                    return await AskAsync(open.Job, question, admitted.Style, answer, tally, either);
                case Admission.Refused refused:
                    return new AnswerEnding.Refused(refused.Sentence);
                default:
                    return new AnswerEnding.Withdrawn();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && journal.OutlivesTheProcess)
        {
            // The next process goes on with it, where this one has stopped.
            throw;
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
        catch (UndeliveredException)
        {
            // The chat could not even be asked whether this is for Jamie: it is put off.
            throw;
        }
#pragma warning disable CA1031 // Whatever the model died of, the asker hears of it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Activity.Current.Failed(failure);
            Log.ModelFailed(logger, failure, question.Id);
            return new AnswerEnding.Apologised(Apology.For(failure, question.Id), ErrorType.Of(failure));
        }
    }

    private async Task<AnswerEnding> AskAsync(
        JobContext job, Question question, AnswerStyle style, IAnswer answer, AnswerTally tally, CancellationToken cancellationToken)
    {
        Report(job, answer, new AnswerProgress(AnswerPhase.Gathering));
        var context = await history.ReadAsync(question, models.CanSee(style.Model ?? models.Default), cancellationToken);
        var prompt = PromptBuilder.Build(style.SystemPrompt ?? options.Value.SystemPrompt, options.Value.PromptTokens, question, context);
        var wishes = new ChatOptions { ModelId = style.Model, Temperature = style.Temperature };
        var (isEmpty, length) = (true, 0);
        await foreach (var update in model.GetStreamingResponseAsync(prompt.Messages, wishes, cancellationToken))
        {
            if (ModelProgress.In(update) is { } step) Report(job, answer, AnswerProgress.Of(step));
            var text = update.Text;
            tally.Add(update, text.Length > 0);
            if (text.Length == 0) continue;
            if (length == 0) observer.Progressed(job, "writing");
            length += text.Length;
            isEmpty &= string.IsNullOrWhiteSpace(text);
            answer.Append(text);
        }

        Activity.Current?.SetTag("jamie.response.length", length);
        if (isEmpty)
        {
            Log.Empty(logger, question.Id);
            return new AnswerEnding.Apologised(Apology.Empty(question.Id), ErrorType.InvalidResponse);
        }

        if (prompt.LeftOut is { } leftOut) answer.AppendNote(leftOut);
        return new AnswerEnding.Completed(tally.ToSummary());
    }

    private void Report(JobContext job, IAnswer answer, AnswerProgress progress)
    {
        answer.Report(progress);
        observer.Progressed(job, progress.Phase switch
        {
            AnswerPhase.Gathering => "gathering",
            AnswerPhase.Loading => "loading",
            AnswerPhase.Reading => "reading",
            AnswerPhase.Thinking => "thinking",
            _ => "waiting",
        });
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
