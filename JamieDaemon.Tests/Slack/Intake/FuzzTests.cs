using JamieDaemon.Slack.Intake;
using JamieDaemon.Slack.SocketMode;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack.Intake;

/// <summary>Whatever Slack's payloads hold: nothing throws, all is acknowledged once, and who still asks is still answered.</summary>
public sealed class FuzzTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FuzzIntake _intake = new();

    private static IEnumerable<FuzzSeed> Seeds => FuzzSeeds.All;

    public void Dispose() => _intake.Dispose();

    [TestCaseSource(nameof(Seeds))]
    public void Each_value_of_a_payload_may_be_missing_or_of_any_shape(object seed) => Check((FuzzSeed)seed, Mutated((FuzzSeed)seed));

    [Test]
    public void Any_values_of_any_payload_may_be_damaged_together()
    {
        var random = new Random(20261121);
        var mutations = FuzzSeeds.All.Select(seed => new Mutations(seed.Frame)).ToList();
        for (var i = 0; i < FuzzRounds.Count; i++)
        {
            var at = random.Next(mutations.Count);
            Check(FuzzSeeds.All[at], [mutations[at].Some(random)]);
        }
    }

    [Test]
    public void Whatever_the_bytes_nothing_throws_and_what_can_be_acknowledged_is_once()
    {
        var damaged = new DamagedBytes([.. FuzzSeeds.All.Select(seed => seed.Frame)], seed: 20261122);
        var acknowledged = 0;
        for (var round = 0; round < FuzzRounds.Count; round++)
        {
            var bytes = damaged.Next();
            if (SocketModeReader.Read(bytes) is not SocketModeEnvelope envelope) continue;
            Assert.That(_intake.Receive(envelope), Is.EqualTo(1), () => System.Text.Encoding.UTF8.GetString(bytes));
            acknowledged++;
        }

        Assert.That(acknowledged, Is.InRange(FuzzRounds.Count / 10, FuzzRounds.Count - 1), "else the damage is none, or too great");
    }

    [Test]
    public void A_text_that_ends_anywhere_is_told_apart_from_a_whole_one()
    {
        foreach (var seed in FuzzSeeds.All)
        {
            for (var length = 0; length < seed.Frame.Length; length += 1 + (seed.Frame.Length / 100))
            {
                var message = SocketModeReader.Read(seed.Frame.AsSpan(0, length));
                Assert.That(message, Is.InstanceOf<UnreadableMessage>().Or.InstanceOf<OtherEnvelope>(), $"{seed}, {length} bytes");
                if (message is SocketModeEnvelope envelope) Assert.That(_intake.Receive(envelope), Is.EqualTo(1));
            }
        }
    }

    [Test]
    public void The_mutations_are_many_and_thousands_of_them_leave_a_question_or_its_absence_alone()
    {
        var (all, questions, others) = (0, 0, 0);
        foreach (var seed in FuzzSeeds.All)
        {
            foreach (var mutation in Mutated(seed))
            {
                all++;
                if (seed.StillAsks(mutation)) questions++;
                if (seed.AsksNothing(mutation)) others++;
            }
        }

        using var scope = Assert.EnterMultipleScope();
        Assert.That(all, Is.GreaterThan(50_000));
        Assert.That(questions, Is.GreaterThan(5_000));
        Assert.That(others, Is.GreaterThan(5_000));
    }

    private static IEnumerable<Mutation> Mutated(FuzzSeed seed)
    {
        using var mutations = new Mutations(seed.Frame);
        foreach (var mutation in mutations.All()) yield return mutation;
    }

    private void Check(FuzzSeed seed, IEnumerable<Mutation> mutations)
    {
        foreach (var mutation in mutations)
        {
            try
            {
                Check(seed, mutation);
            }
            catch (Exception failure) when (failure is not ResultStateException)
            {
                Assert.Fail($"{seed}: {mutation}\n{failure}");
            }
        }
    }

    private void Check(FuzzSeed seed, Mutation mutation)
    {
        var message = SocketModeReader.Read(mutation.Bytes);
        if (message is not SocketModeEnvelope envelope)
        {
            Assert.That(mutation.LeavesAlone("/envelope_id"), Is.False, $"{seed}: {mutation} can be acknowledged, but is {message}");
            return;
        }

        var asked = EnvelopeReader.Read(envelope, _intake.Rules, Now) as Asked;
        if (seed.StillAsks(mutation)) Assert.That(asked?.Question.Text, Is.EqualTo(seed.Asks), $"{seed}: {mutation}");
        if (seed.AsksNothing(mutation)) Assert.That(asked, Is.Null, $"{seed}: {mutation}");
        Assert.That(_intake.Receive(envelope), Is.EqualTo(1), $"acknowledgements of {seed}: {mutation}");
    }
}
