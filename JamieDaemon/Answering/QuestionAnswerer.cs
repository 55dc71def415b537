using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Answering;

/// <summary>Answers one question: reads the context, asks the model, lets the answer grow, and says sorry when there is none.</summary>
public sealed partial class QuestionAnswerer(
    IConversationHistory history,
    IChatClient model,
    IAnswerSink sink,
    IOptions<AnsweringOptions> options,
    ILogger<QuestionAnswerer> logger)
{
    /// <exception cref="OperationCanceledException">The process is stopping; the asker has been told.</exception>
    /// <exception cref="Exception">The chat did not take the answer: there is nobody left to tell but the log.</exception>
    public async Task AnswerAsync(Question question, CancellationToken cancellationToken)
    {
        await using var answer = sink.Begin(question);
        try
        {
            var context = await history.ReadAsync(question, cancellationToken);
            await foreach (var update in model.GetStreamingResponseAsync(
                PromptBuilder.Build(options.Value, question, context), cancellationToken: cancellationToken))
            {
                if (update.Text is { Length: > 0 } text) answer.Append(text);
            }

            if (context.LeftOut is { } leftOut) answer.Append($"\n\n{leftOut}");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await answer.ApologiseAsync(Apology.Stopping(question.Id));
            throw;
        }
        catch (Exception failure) when (failure is HttpRequestException or TimeoutException or IOException)
        {
            Log.ModelFailed(logger, failure, question.Id);
            await answer.ApologiseAsync(Apology.For(failure, question.Id));
            return;
        }

        await answer.CompleteAsync();
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "ollama.request_failed", Level = LogLevel.Error, Message = "No answer to {JobId}: the model failed")]
        public static partial void ModelFailed(ILogger logger, Exception failure, string jobId);
    }
}
