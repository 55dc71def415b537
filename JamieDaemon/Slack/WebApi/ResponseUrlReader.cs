using System.Buffers;
using System.Text;
using System.Text.Json;
using static JamieDaemon.Slack.WebApi.SlackWebApiJsonContext;

namespace JamieDaemon.Slack.WebApi;

/// <summary>Reads a response_url's answer: plain <c>ok</c>, a bare code such as <c>expired_url</c>, or JSON; else null.</summary>
internal static class ResponseUrlReader
{
    private const int LongestCode = 64;

    private static readonly SearchValues<byte> CodeLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_"u8);

    public static SlackResponse? Read(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty || body.SequenceEqual("ok"u8))
            return new SlackResponse { Ok = true };
        if (body[0] == '{')
            return JsonSerializer.Deserialize(body, Default.SlackResponse);
        return body.Length <= LongestCode && body.IndexOfAnyExcept(CodeLetters) < 0
            ? new SlackResponse { Error = Encoding.ASCII.GetString(body) }
            : null;
    }
}
