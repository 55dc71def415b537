using JamieDaemon.Answering;
using JamieDaemon.Journal;
using JamieDaemon.Sandbox.Chaos;
using JamieDaemon.Tests.Journal;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;

namespace JamieDaemon.Tests.Sandbox.Chaos;

public sealed class JournalWitnessTests : IDisposable
{
    private readonly TempFolder _home = new();
    private readonly MeterReadings _readings = new();

    public void Dispose()
    {
        _readings.Dispose();
        _home.Dispose();
    }

    [Test]
    public async Task It_knows_the_commands_whose_answers_were_about_to_be_posted_and_no_others()
    {
        var witness = new JournalWitness(new DirectoryInfo(_home.Path));
        witness.Look();
        Assert.That(witness.Posted(), Is.Empty, "without a journal nothing is known");

        using (var journal = new FileQuestionJournal(_home.File("journal"), new JournalMetrics(_readings.Jamie), TimeProvider.System, NullLoggerFactory.Instance))
        {
            foreach (var number in (int[])[1, 2, 3])
            {
                var kind = number == 3 ? QuestionKind.DirectMessage : QuestionKind.SlashCommand;
                journal.Accept(Questions.Numbered(number, $"load-{number}: which pods restart, and why?") with { Kind = kind }, Substitute.For<IJournalReceipt>());
            }

            await journal.AdvanceAsync("q1", AnswerStep.Posting);
            await journal.AdvanceAsync("q2", AnswerStep.Opening);
            await journal.AdvanceAsync("q3", AnswerStep.Posting);
        }

        witness.Look();
        Assert.That(witness.Posted(), Is.EqualTo(new[] { 1 }));
    }
}
