using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace JamieDaemon.Slack.Intake;

/// <summary>What a turn is recognised by when it comes again: a hash of 16 bytes, so that a million of them stay small.</summary>
/// <remarks>
/// Of what the person did, not of the event that tells of it: one mention arrives as two events (<c>app_mention</c> and <c>message</c>) with
/// different ids but one channel and ts, and whoever reads the channel finds it without any event.
/// </remarks>
internal readonly record struct TurnKey(UInt128 Value)
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <param name="team">Where it was written.</param>
    /// <param name="channel">Where it was written.</param>
    /// <param name="ts">Its id there.</param>
    public static TurnKey OfMessage(string team, string channel, string ts) => Hash("turn", team, channel, ts);

    public static TurnKey OfEvent(string eventId) => Hash("event", eventId);

    public static TurnKey OfCommand(string team, string triggerId) => Hash("command", team, triggerId);

    /// <summary>The key as ten characters that people can read to each other (Crockford's base 32, 50 bits).</summary>
    public string QuestionId => string.Create(10, Value, static (id, turn) =>
    {
        for (var i = 0; i < id.Length; i++, turn >>= 5) id[i] = Alphabet[(int)(turn & 31)];
    });

    private static TurnKey Hash(params ReadOnlySpan<string> parts)
    {
        // The unit separator keeps ("a", "bc") and ("ab", "c") apart; SHA-256 because what is hashed comes from outside.
        var text = string.Join('\u001f', parts);
        Span<byte> utf8 = stackalloc byte[512];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.TryGetBytes(text, utf8, out var length) ? utf8[..length] : Encoding.UTF8.GetBytes(text), hash);
        return new TurnKey(BinaryPrimitives.ReadUInt128LittleEndian(hash));
    }
}
