using System.Net;
using System.Net.Http.Headers;
using JamieDaemon.Observability.Otlp;

namespace JamieDaemon.Tests.Observability.Otlp;

/// <summary>What a receiver says after it has taken something, and who is none.</summary>
public sealed class ExportAnswerTests
{
    /// <summary>partial_success { rejected = 300, error_message = "late." }, with a field between that nobody knows.</summary>
    private static readonly byte[] Partial = [0x0a, 12, 0x08, 0xac, 0x02, 0x18, 0x01, 0x12, 5, (byte)'l', (byte)'a', (byte)'t', (byte)'e', (byte)'.'];

    [TestCase("application/x-protobuf", false)]
    [TestCase("application/grpc+proto", true)]
    public async Task What_was_left_out_is_read(string type, bool isGrpc) =>
        Assert.That(await ReadAsync(isGrpc ? [0, 0, 0, 0, 14, .. Partial] : Partial, type, isGrpc), Is.EqualTo(new ExportAnswer(300, "late")));

    [Test]
    public void An_answer_that_is_cut_off_anywhere_says_nothing_or_less()
    {
        foreach (var length in Enumerable.Range(0, Partial.Length)) Assert.That(ExportAnswer.Parse(Partial.AsSpan(0, length)), Is.EqualTo(new ExportAnswer(0, "")), $"{length} bytes");
    }

    [TestCase(null)]
    [TestCase("application/x-protobuf")]
    public async Task Nothing_at_all_is_a_whole_success(string? type) => Assert.That(await ReadAsync([], type, isGrpc: false), Is.EqualTo(new ExportAnswer(0, "")));

    [TestCase("text/html", false, 6)]
    [TestCase("text/html", false, 0)]
    [TestCase("application/json", false, 2)]
    [TestCase(null, false, 6)]
    [TestCase(null, true, 0)]
    [TestCase("text/html", true, 6)]
    public void Whoever_answers_otherwise_is_no_receiver(string? type, bool isGrpc, int length) =>
        Assert.That(() => ReadAsync(new byte[length], type, isGrpc), Throws.TypeOf<NoReceiverException>().With.Message.EndsWith("no OTLP receiver"));

    private static async Task<ExportAnswer> ReadAsync(byte[] body, string? type, bool isGrpc)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) };
        response.Content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        return await ExportAnswer.ReadAsync(response, isGrpc, CancellationToken.None);
    }
}
