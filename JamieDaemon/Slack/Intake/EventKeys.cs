using System.Security.Cryptography;
using System.Text;

namespace JamieDaemon.Slack.Intake;

/// <summary>What a turn is recognised by when it comes again: 16-byte hashes, so that a million of them stay small.</summary>
/// <param name="Event">Of the event id: the same for every redelivery of one event.</param>
/// <param name="Turn">Of what the person did. One mention arrives as two events (<c>app_mention</c> and <c>message</c>) with different ids but one channel and ts.</param>
internal readonly record struct EventKeys(UInt128 Event, UInt128 Turn)
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <param name="eventId">A message without one is still told apart from all others.</param>
    /// <param name="team">Where it was written.</param>
    /// <param name="channel">Where it was written.</param>
    /// <param name="ts">Its id there.</param>
    public static EventKeys OfMessage(string? eventId, string team, string channel, string ts)
    {
        var turn = Hash("turn", team, channel, ts);
        return new(eventId is null ? turn : Hash("event", eventId), turn);
    }

    public static EventKeys OfEvent(string eventId) => new(Hash("event", eventId), Hash("event", eventId));

    public static EventKeys OfCommand(string team, string triggerId) => new(Hash("command", team, triggerId), Hash("command", team, triggerId));

    /// <summary>The turn's key as ten characters that people can read to each other (Crockford's base 32, 50 bits).</summary>
    public string QuestionId => string.Create(10, Turn, static (id, turn) =>
    {
        for (var i = 0; i < id.Length; i++, turn >>= 5) id[i] = Alphabet[(int)(turn & 31)];
    });

    /// <summary>As the journal keeps them.</summary>
    public IReadOnlyList<UInt128> ToList() => Event == Turn ? [Turn] : [Event, Turn];

    private static UInt128 Hash(params ReadOnlySpan<string> parts)
    {
        // The unit separator keeps ("a", "bc") and ("ab", "c") apart; SHA-256 because what is hashed comes from outside.
        var text = string.Join('\u001f', parts);
        Span<byte> utf8 = stackalloc byte[512];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.TryGetBytes(text, utf8, out var length) ? utf8[..length] : Encoding.UTF8.GetBytes(text), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
