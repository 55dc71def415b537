using System.Text;
using JamieDaemon.Slack.Rendering;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack.Rendering;

/// <summary>
/// What becomes of the samples, read once by a person. After a wanted change run them with JAMIE_WRITE_SAMPLES=1 and read the difference.
/// </summary>
public sealed class SampleTests
{
    private static readonly bool Writes = Environment.GetEnvironmentVariable("JAMIE_WRITE_SAMPLES") == "1";

    private static IEnumerable<TestCaseData> Samples => Sample.All.Select(sample => new TestCaseData(sample).SetArgDisplayNames(sample.Name));

    [Test]
    public void There_are_enough_of_them() => Assert.That(Sample.All, Has.Count.GreaterThan(60));

    [TestCaseSource(nameof(Samples))]
    public void The_Markdown_is_as_it_was_read(object sample) => Compare((Sample)sample, ".safe", ((Sample)sample).Safe);

    [TestCaseSource(nameof(Samples))]
    public void The_mrkdwn_is_as_it_was_read(object sample) => Compare((Sample)sample, ".mrkdwn", ((Sample)sample).Mrkdwn);

    [TestCaseSource(nameof(Samples))]
    public void The_blocks_are_as_they_were_read(object sample) => Compare((Sample)sample, ".blocks.json", ((Sample)sample).Blocks);

    [TestCaseSource(nameof(Samples))]
    public void Nothing_pings_and_nothing_leaks(object sample)
    {
        Assert.That(Harm.InMarkdown(((Sample)sample).Safe), Is.Empty);
        Assert.That(Harm.InMrkdwn(((Sample)sample).Mrkdwn), Is.Empty);
    }

    [TestCaseSource(nameof(Samples))]
    public void No_letter_is_lost(object sample)
    {
        var markdown = ((Sample)sample).Markdown;
        Assert.That(Letters.MissingFrom(((Sample)sample).Safe, Letters.OfMarkdown(markdown, withTableHeads: true)), Is.Null);
        Assert.That(Letters.MissingFrom(((Sample)sample).Mrkdwn, Letters.OfMarkdown(markdown, withTableHeads: false)), Is.Null);
    }

    [TestCaseSource(nameof(Samples))]
    public void Made_harmless_twice_it_is_the_same(object sample) =>
        Assert.That(SafeMarkdown.Render(((Sample)sample).Safe, Sample.Hosts), Is.EqualTo(((Sample)sample).Safe));

    [TestCaseSource(nameof(Samples))]
    public void Letter_by_letter_it_is_the_same(object sample)
    {
        var safe = new SafeMarkdown(Sample.Hosts);
        var grown = new StringBuilder();
        foreach (var letter in ((Sample)sample).Markdown) grown.Append(safe.Append(letter.ToString()));
        Assert.That(grown.Append(safe.Complete()).ToString(), Is.EqualTo(((Sample)sample).Safe));
    }

    [Test]
    public async Task Slacks_own_types_take_all_blocks() =>
        await SlackTypes.ApproveAsync("KnownBlock[]", Sample.All.SelectMany(sample => sample.Messages()));

    private static void Compare(Sample sample, string extension, string actual)
    {
        var path = sample.PathOf(extension);
        if (Writes) File.WriteAllText(path, actual);
        Assert.That(actual, Is.EqualTo(File.ReadAllText(path)), $"{sample.Name}{extension}: if this was wanted, run with JAMIE_WRITE_SAMPLES=1 and read it");
    }
}
