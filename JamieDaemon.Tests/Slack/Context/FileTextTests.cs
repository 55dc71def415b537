using System.Text;
using FsCheck;
using FsCheck.Fluent;
using JamieDaemon.Slack.Context;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Tests.Slack.Context;

public sealed class FileTextTests
{
    private static IEnumerable<TestCaseData> Encodings =>
    [
        new TestCaseData(Encoding.UTF8, "naïve 漢字"),
        new TestCaseData(new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), "naïve 漢字"),
        new TestCaseData(Encoding.Unicode, "naïve 漢字"),
        new TestCaseData(Encoding.BigEndianUnicode, "naïve 漢字"),
        new TestCaseData(Encoding.UTF32, "naïve 漢字"),
        new TestCaseData(Encoding.Latin1, "Straße, naïve, 100 §"),
    ];

    [TestCaseSource(nameof(Encodings))]
    public void Text_is_read_in_its_encoding(Encoding encoding, string text) =>
        Assert.That(FileText.Decode(Whole([.. encoding.GetPreamble(), .. encoding.GetBytes(text)])), Is.EqualTo(text));

    [TestCaseSource(nameof(Encodings))]
    public void A_cut_in_the_middle_of_a_word_costs_that_word_only_since_it_might_be_half_a_secret(Encoding encoding, string text)
    {
        var whole = string.Concat(Enumerable.Repeat($"{text}\n", 50));
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(whole)];
        for (var kept = 40; kept < 80; kept++)
        {
            var read = FileText.Decode(new FileBytes(bytes.AsMemory(0, kept), bytes.AsMemory(bytes.Length - kept), bytes.Length));
            var parts = read!.Split(FileText.Cut);
            Assert.That(whole, Does.StartWith(parts[0]).And.EndWith(parts[1]), $"{kept} bytes");
            Assert.That(parts[0].Length + parts[1].Length, Is.GreaterThan((2 * kept / 4) - 18), $"{kept} bytes");
        }
    }

    [Test]
    public void A_file_whose_end_was_not_waited_for_says_so() =>
        Assert.That(FileText.Decode(new FileBytes("beginning"u8.ToArray(), default, 1000) { EndSeen = false }), Is.EqualTo("beginning" + FileText.CutEnd));

    [TestCase("%PDF-1.7\n")]
    [TestCase("\0\0\0\0")]
    [TestCase("GIF89a\u0001\u0002\u0003\u0004")]
    public void What_is_no_text_is_none(string bytes) => Assert.That(FileText.Decode(Whole(Encoding.Latin1.GetBytes(bytes))), Is.Null);

    [TestCase("")]
    [TestCase("\u001b[31mERROR\u001b[0m something broke in the middle of the night\n")]
    public void What_is_text_is_text(string text) => Assert.That(FileText.Decode(Whole(Encoding.UTF8.GetBytes(text))), Is.EqualTo(text));

    [Test]
    public void No_bytes_are_too_much_for_it() =>
        Prop.ForAll<byte[], byte[], byte>((head, tail, skipped) =>
        {
            _ = FileText.Decode(new FileBytes(head, tail, head.Length + tail.Length + skipped));
            return true;
        }).QuickCheckThrowOnFailure();

    [TestCase("<h1>Runbook</h1><p>Do <b>this</b> &amp; that</p><ul><li>one</li><li>two</li></ul>", "Runbook\nDo this & that\n\n- one\n- two")]
    [TestCase("<html><head><title>x</title></head><body>a<br/>b<script>evil()</script><!-- c --></body></html>", "a\nb")]
    [TestCase("<div><div><p>a</p></div></div><p>b</p>", "a\n\nb")]
    public void A_page_is_read_as_a_person_sees_it(string html, string text) => Assert.That(HtmlText.Read(html), Is.EqualTo(text));

    private static FileBytes Whole(byte[] bytes) => new(bytes, default, bytes.Length);
}
