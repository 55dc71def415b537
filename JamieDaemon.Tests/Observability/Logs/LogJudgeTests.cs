using System.Text;

namespace JamieDaemon.Tests.Observability.Logs;

/// <summary>A judge is judged first: a good line breaks no rule, and each rule is broken by a line made for it.</summary>
public sealed class LogJudgeTests
{
    private const string Good = """
        {"@timestamp":"2030-01-01T00:00:00.000000Z","log.level":"info","message":"said","ecs.version":"9.0.0","log":{"logger":"Some"},"event":{"action":"said","outcome":"success","duration":1000},"trace":{"id":"0af7651916cd43dd8448eb211c80319c"},"span":{"id":"b7ad6b7169203331"},"labels":{"thread":"1","number":"0"},"error":{"type":"T","message":"m","stack_trace":"a\nb"}}
        """;

    [TestCase("said", "said", null)]
    [TestCase("{\"@", "{{\"@", "one JSON object")]
    [TestCase("\"said\",\"ecs", "NaN,\"ecs", "no NaN or infinity")]
    [TestCase("\"duration\":1000", "\"duration\":-Infinity", "no NaN or infinity")]
    [TestCase("said", "sa\tid", "no raw control character")]
    [TestCase("said", "sa\rid", "no raw control character")]
    [TestCase("said", "sa\0id", "no raw control character")]
    [TestCase("said", "sa\nid", "no raw control character")]
    [TestCase("said", "sa\u2028id", "no raw line separator")]
    [TestCase("said", "sa\u2029id", "no raw line separator")]
    [TestCase("{\"@", "\uFEFF{\"@", "no byte order mark")]
    [TestCase("2030-01-01T00:00:00.000000Z", "2030-01-01T00:00:00Z", "a timestamp in UTC")]
    [TestCase("2030-01-01T00:00:00.000000Z", "2030-01-01T00:00:00.000+01:00", "a timestamp in UTC")]
    [TestCase("\"info\"", "\"information\"", "a level of the schema")]
    [TestCase("\"log.level\":\"info\",\"message\":\"said\"", "\"message\":\"said\",\"log.level\":\"info\"", "the four first fields")]
    [TestCase("\"ecs.version\":\"9.0.0\"", "\"ecs.version\":9", "the schema's version")]
    [TestCase("\"thread\":\"1\"", "\"thread\":\"1\",\"thread\":\"1\"", "no field twice")]
    [TestCase("\"log\":{\"logger\"", "\"log\":{\"level\"", "no field twice")]
    [TestCase("\"log\":{\"logger\":\"Some\"}", "\"log\":\"Some\"", "no field twice")]
    [TestCase("\"said\",\"ecs", "null,\"ecs", "no null")]
    [TestCase("{\"logger\":\"Some\"}", "{}", "no empty object")]
    [TestCase("\"thread\":\"1\"", "\"thread\":1", "labels are flat texts")]
    [TestCase("\"thread\":\"1\"", "\"thread\":{\"id\":\"1\"}", "labels are flat texts")]
    [TestCase("\"thread\"", "\"Thread\"", "labels are flat texts")]
    [TestCase("\"duration\":1000", "\"duration\":1.5", "a duration is whole nanoseconds")]
    [TestCase("\"duration\":1000", "\"duration\":-1", "a duration is whole nanoseconds")]
    [TestCase("\"duration\":1000", "\"duration\":\"1\"", "a duration is whole nanoseconds")]
    [TestCase("success", "ok", "an outcome of the schema")]
    [TestCase("0af7651916cd43dd8448eb211c80319c", "00000000000000000000000000000000", "a trace's id")]
    [TestCase("0af7651916cd43dd8448eb211c80319c", "0AF7651916CD43DD8448EB211C80319C", "a trace's id")]
    [TestCase("b7ad6b7169203331", "b7ad", "a span's id")]
    [TestCase("\"error\":{\"type\":\"T\",\"message\":\"m\",\"stack_trace\":\"a\\nb\"}", "\"error\":\"it failed\"", "an error is an object of texts")]
    [TestCase("\"stack_trace\":\"a\\nb\"", "\"stack_trace\":[\"a\",\"b\"]", "an error is an object of texts")]
    [TestCase("\"logger\":\"Some\"", "\"logger\":{\"a\":{\"b\":{\"c\":\"1\"}}}", "four levels at most")]
    [TestCase("said", "xoxb-1-2-abc", "no secret")]
    [TestCase("said", "xoxe.xoxp-1-abc", "no secret")]
    [TestCase("said", "xapp-1-abc", "no secret")]
    [TestCase("said", "pylf_v1_us_abc", "no secret")]
    [TestCase("said", "Authorization: Bearer abc", "no secret")]
    [TestCase("said", "https://hooks.slack.com/commands/T/1/abc", "no secret")]
    [TestCase("said", "https:\\\\/\\\\/hooks.slack.com\\\\/commands", "no secret")]
    public void A_rule_is_broken_by_a_line_made_for_it(string part, string instead, string? rule)
    {
        var line = Good.Replace(part, instead);
        Assert.That(line == Good, Is.EqualTo(rule is null), "it is another line");
        var broken = LineRules.Broken(Bytes(line));
        Assert.That(broken, rule is null ? Is.Empty : Does.Contain(rule));
    }

    [Test]
    public void Length_number_of_fields_line_break_and_encoding_are_rules_too()
    {
        Assert.That(LineRules.Broken(Bytes(Good.Replace("said", new string('x', 17_000)))), Is.EqualTo(new[] { "at most 16 KiB" }));
        var labels = string.Join(',', Enumerable.Range(0, 60).Select(i => $"\"l{i}\":\"1\""));
        Assert.That(LineRules.Broken(Bytes(Good.Replace("\"thread\"", labels + ",\"thread\""))), Is.EqualTo(new[] { "sixty fields at most" }));
        Assert.That(LineRules.Broken(Encoding.UTF8.GetBytes(Good)), Does.Contain("ends with a line break"));
        Assert.That(LineRules.Broken([]), Does.Contain("ends with a line break"));
        Assert.That(LineRules.Broken("[1]\n"u8.ToArray()), Is.EqualTo(new[] { "one JSON object" }));
        var broken = Bytes(Good);
        broken[broken.AsSpan().IndexOf("said"u8)] = 0xC3;
        Assert.That(LineRules.Broken(broken), Is.EqualTo(new[] { "UTF-8" }));
    }

    [Test]
    public void Files_that_are_in_order_break_nothing() =>
        Assert.That(Judge([Line(0), Line(1)], [Line(2, "b")]), Is.Empty);

    [Test]
    public void Files_break_the_rules_that_are_made_for_them() => Assert.Multiple(() =>
    {
        Assert.That(Judge([Line(0), Line(2)]), Is.EqualTo(new[] { "no line is lost" }));
        Assert.That(Judge([Line(0), Line(0)]), Does.Contain("no line is there twice"));
        Assert.That(Judge([Line(0).Replace("00:00:00", "00:00:01"), Line(1)]), Is.EqualTo(new[] { "no thread goes back in time" }));
        Assert.That(Judge([Line(0), Line(1).Replace("\"message\":\"said\"", "\"message\":1")]), Is.EqualTo(new[] { "a field has one type" }));
        Assert.That(Judge([Line(0)], [Line(0)]), Does.Contain("a first line that no other file has"));
        Assert.That(Judge(new string[][] { [] }), Is.EqualTo(new[] { "a first line that no other file has" }), "an empty file");
        Assert.That(Judge(["{}"]), Does.Contain("a first line that no other file has"), "one that is too short to be known again");
        Assert.That(Judge([Line(0), "{\"@timest"]), Does.Contain("one JSON object"));
    });

    private static IReadOnlySet<string> Judge(params string[][] files) =>
        LogFileRules.Judge(files.Select(lines => lines.SelectMany(Bytes).ToArray())).Broken;

    private static string Line(int number, string message = "said") =>
        Good.Replace("\"number\":\"0\"", $"\"number\":\"{number}\"").Replace("\"said\"", $"\"{message}\"");

    private static byte[] Bytes(string line) => Encoding.UTF8.GetBytes(line + "\n");
}
