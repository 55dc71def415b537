using System.Text;
using FsCheck;
using FsCheck.Fluent;
using JamieDaemon.Observability.Logs;

namespace JamieDaemon.Tests.Observability.Logs;

public sealed class JsonTextTests
{
    [TestCase("short", 100, "short")]
    [TestCase("abcdef", 3, "abc")]
    [TestCase("a\"b", 3, "a\"")]
    [TestCase("a\"b", 2, "a")]
    [TestCase("üüü", 5, "üü")]
    [TestCase("€€", 5, "€")]
    [TestCase("x😀", 12, "x")]
    [TestCase("x😀", 13, "x😀")]
    [TestCase("\u2028\u2028", 11, "\u2028")]
    [TestCase("", 0, "")]
    public void Text_is_cut_by_the_bytes_of_its_escaped_form(string text, int bytes, string fitting) =>
        Assert.That(JsonText.Fit(text, bytes).ToString(), Is.EqualTo(fitting));

    [Test]
    public void What_fits_is_never_longer_than_allowed() => Prop.ForAll<string, int>((text, limit) =>
    {
        var maximum = Math.Abs(limit % 200);
        var fitting = JsonText.Fit(text ?? "", maximum).ToString();
        return Encoding.UTF8.GetByteCount(JsonText.Encoder.Encode(fitting)) <= maximum
            && (text ?? "").StartsWith(fitting, StringComparison.Ordinal);
    }).QuickCheckThrowOnFailure();
}
