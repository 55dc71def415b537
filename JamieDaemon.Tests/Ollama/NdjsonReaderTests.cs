using System.Text;
using FsCheck;
using FsCheck.Fluent;
using JamieDaemon.Ollama;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Ollama;

public sealed class NdjsonReaderTests
{
    private static readonly string[] Words = ["one", "zwei", "三", "🚀", "\"quoted\"", ""];

    [Test]
    public void Lines_come_out_the_same_however_the_bytes_are_cut()
    {
        var bytes = Encoding.UTF8.GetBytes("\n" + string.Concat(Words.Select(word => Line(word) + "\r\n\n")));
        Prop.ForAll(
            Arb.From(Gen.ListOf(Gen.Choose(1, 40))),
            async Task<bool> (lengths) => (await ReadAllAsync(PiecewiseStream.Cut(bytes, lengths))).SequenceEqual(Words))
            .QuickCheckThrowOnFailure();
    }

    [Test]
    public async Task Every_single_byte_may_come_alone()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', Words.Select(Line)));

        Assert.That(await ReadAllAsync(PiecewiseStream.Cut(bytes, Enumerable.Repeat(1, bytes.Length))), Is.EqualTo(Words));
    }

    [Test]
    public async Task The_last_line_needs_no_newline() =>
        Assert.That(await ReadAllAsync(Stream(Line("a") + "\n" + Line("b"))), Is.EqualTo(["a", "b"]));

    [TestCase("")]
    [TestCase("\n \r\n\t\n")]
    public async Task Blank_lines_are_no_lines(string text) => Assert.That(await ReadAllAsync(Stream(text)), Is.Empty);

    [TestCase("<html>502</html>\n", "<html>502</html>")]
    [TestCase("{\"done\":true}{\"done\":true}\n", "{\"done\":true}{\"done\":true}")]
    [TestCase("{\"message\":{\"content\":\"cut", "cut")]
    [TestCase("null\n", "null")]
    public async Task A_first_line_that_is_no_JSON_is_quoted(string text, string quoted) =>
        await Assert.ThatAsync(
            async () => await ReadAllAsync(Stream(text)),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains(quoted));

    [Test]
    public async Task A_later_line_is_not_quoted_because_it_may_hold_a_piece_of_an_answer() =>
        await Assert.ThatAsync(
            async () => await ReadAllAsync(Stream(Line("a") + "\nsecret answer\n")),
            Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("a line of 13 bytes is not JSON."));

    [Test]
    public async Task A_line_of_7_MB_is_read_and_one_over_8_MB_is_refused()
    {
        var seven = new string('x', 7 * 1024 * 1024);
        Assert.That(await ReadAllAsync(Stream(Line(seven))), Is.EqualTo([seven]));

        var endless = new PiecewiseStream(Enumerable.Repeat(new byte[1024 * 1024], 9));
        await Assert.ThatAsync(
            async () => await ReadAllAsync(endless),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("8388608"));
    }

    private static string Line(string content) =>
        $$"""{"message":{"role":"assistant","content":{{System.Text.Json.JsonSerializer.Serialize(content)}}},"done":false}""";

    private static PiecewiseStream Stream(string text) => new([Encoding.UTF8.GetBytes(text)]);

    private static async Task<List<string?>> ReadAllAsync(Stream stream)
    {
        await using var reader = new NdjsonReader<OllamaChatChunk>(stream, OllamaJsonContext.Default.OllamaChatChunk);
        var read = new List<string?>();
        while (await reader.ReadAsync(CancellationToken.None) is { } chunk)
        {
            read.Add(chunk.Message?.Content);
        }

        return read;
    }
}
