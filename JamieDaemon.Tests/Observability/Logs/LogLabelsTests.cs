using FsCheck;
using FsCheck.Fluent;
using JamieDaemon.Observability.Logs;
using Serilog.Events;

namespace JamieDaemon.Tests.Observability.Logs;

public sealed class LogLabelsTests
{
    [TestCase("request_id", "request_id")]
    [TestCase("RequestId", "request_id")]
    [TestCase("HTTPStatus", "http_status")]
    [TestCase("http.status", "http_status")]
    [TestCase("a*b\\c", "a_b_c")]
    [TestCase("__x__", "x_")]
    [TestCase("Model2Name", "model2_name")]
    [TestCase("日本", "_")]
    [TestCase("", "_")]
    public void A_key_is_snake_case(string name, string key) => Assert.That(LogLabels.Key(name), Is.EqualTo(key));

    [Test]
    public void Every_key_is_legal() => Prop.ForAll<string>(name =>
    {
        var key = LogLabels.Key(name ?? "");
        return key.Length > 0 && key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
    }).QuickCheckThrowOnFailure();

    [TestCase(1.5, "1.5")]
    [TestCase(true, "true")]
    [TestCase(double.NaN, "NaN")]
    [TestCase("xoxb-1-secret", "[redacted]")]
    [TestCase(null, null)]
    public void A_value_is_a_string_without_secrets(object? value, string? text) =>
        Assert.That(LogLabels.Value(new ScalarValue(value)), Is.EqualTo(text));

    [Test]
    public void A_structure_is_no_label() => Assert.That(LogLabels.Value(new SequenceValue([new ScalarValue(1)])), Is.Null);
}
