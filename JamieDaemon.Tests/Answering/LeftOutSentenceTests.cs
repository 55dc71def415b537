using JamieDaemon.Answering;

namespace JamieDaemon.Tests.Answering;

public sealed class LeftOutSentenceTests
{
    [Test]
    public void Nothing_left_out_is_nothing_said() => Assert.That(LeftOutSentence.Of([]), Is.Null);

    [Test]
    public void Several_reasons_make_one_sentence() =>
        Assert.That(
            LeftOutSentence.Of(
            [
                new(OmissionReason.FileUnreadable, "core.1"), new(OmissionReason.OlderMessages, Count: 7), new(OmissionReason.FileUnreadable, "x.pdf"),
                new(OmissionReason.OlderMessages, Count: 5), new(OmissionReason.ImageUnseen, "shot.png"),
            ]),
            Is.EqualTo("_I answered without 12 older messages, `core.1` and `x.pdf` (not text that I can read) and `shot.png` (this model cannot see images)._"));

    [Test]
    public void Many_names_are_counted() =>
        Assert.That(
            LeftOutSentence.Of(Enumerable.Range(1, 5).Select(i => new Omission(OmissionReason.FileLate, $"{i}.log"))),
            Is.EqualTo("_I answered without `1.log`, `2.log`, `3.log` and 2 more (it did not come in time)._"));

    [TestCase("`<!channel>`\n*x*", "`'<!channel>''*x*`")]
    public void A_name_cannot_leave_its_quotes(string name, string shown) =>
        Assert.That(LeftOutSentence.Of([new(OmissionReason.FileGone, name)]), Is.EqualTo($"_I answered without {shown} (not there any more)._"));

    [Test]
    public void A_long_name_is_cut() =>
        Assert.That(LeftOutSentence.Of([new(OmissionReason.FileGone, new string('x', 500))]), Has.Length.LessThan(120));

    [TestCaseSource(nameof(Reasons))]
    public void Every_reason_has_its_words(OmissionReason reason) =>
        Assert.That(LeftOutSentence.Of([new(reason, "a.txt", 2)]), Does.Match("^_I answered without .+\\._$"));

    private static IEnumerable<OmissionReason> Reasons => Enum.GetValues<OmissionReason>();
}
