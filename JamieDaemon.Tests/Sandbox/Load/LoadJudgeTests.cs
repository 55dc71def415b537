using JamieDaemon.Sandbox.Load;

namespace JamieDaemon.Tests.Sandbox.Load;

public sealed class LoadJudgeTests
{
    private static readonly LoadPlan Plan = new("plan", 10, 5)
    {
        AckLimit = TimeSpan.FromMilliseconds(10),
        FirstWordsLimit = TimeSpan.FromMilliseconds(50),
        EndToEndLimit = TimeSpan.FromMilliseconds(100),
    };

    private static readonly LoadResult Good = new(Plan, new AnswerCount(10, 0, 0))
    {
        Acks = [TimeSpan.FromMilliseconds(9)],
        FirstWords = [TimeSpan.FromMilliseconds(49)],
        EndToEnd = [TimeSpan.FromMilliseconds(99)],
        GeneratorLate = TimeSpan.Zero,
        Duration = TimeSpan.FromSeconds(2),
        Calls = [("chat.postMessage", 10)],
        RateLimited = 0,
        Unavailable = 0,
        LongestGap = TimeSpan.Zero,
        GapOnRefresh = null,
        DaemonCpu = TimeSpan.FromMilliseconds(20),
        DaemonMemory = 100_000_000,
    };

    private static readonly LoadResult Faulty = Good with { Plan = Plan with { Faults = true }, GapOnRefresh = TimeSpan.Zero };

    private static readonly TestCaseData[] Bad =
    [
        Case("answered",                      Good with { Audit = new AnswerCount(9, 0, 0) }),
        Case("lost",                          Good with { Audit = new AnswerCount(10, 1, 0) }),
        Case("twice",                         Good with { Audit = new AnswerCount(10, 0, 1) }),
        Case("ack p99",                       Good with { Acks = [TimeSpan.FromMilliseconds(10)] }),
        Case("ack p99",                       Good with { Acks = [] }),
        Case("first words p99",               Good with { FirstWords = [TimeSpan.FromMilliseconds(50)] }),
        Case("end to end p99",                Good with { EndToEnd = [TimeSpan.FromMilliseconds(100)] }),
        Case("end to end p99",                Good with { EndToEnd = [] }),
        Case("longest time without a socket", Good with { LongestGap = TimeSpan.FromMilliseconds(1) }),
        Case("  of it on refresh",            Faulty with { GapOnRefresh = TimeSpan.FromMilliseconds(1) }),
        Case("  of it on refresh",            Faulty with { GapOnRefresh = null }),
        Case("daemon's memory after",         Good with { DaemonMemory = 110_000_000 }),
    ];

    [Test]
    public void A_run_within_its_limits_has_no_red_line() =>
        Assert.That(LoadJudge.Judge(Good).Concat(LoadJudge.Judge(Faulty)).Where(figure => !figure.Holds), Is.Empty);

    [TestCaseSource(nameof(Bad))]
    public void A_missed_limit_is_a_red_line(string figure, LoadResult run) =>
        Assert.That(LoadJudge.Judge(run).Where(line => !line.Holds).Select(line => line.Name), Is.EqualTo((string[])[figure]));

    [Test]
    public void Without_a_limit_nothing_is_missed()
    {
        var free = Good with { Plan = Plan with { AckLimit = null, EndToEndLimit = null, FirstWordsLimit = null }, Acks = [], FirstWords = [], EndToEnd = [] };
        Assert.That(LoadJudge.Judge(free).All(figure => figure.Holds));
    }

    private static TestCaseData Case(string figure, LoadResult run) => new TestCaseData(figure, run).SetArgDisplayNames(figure);
}
