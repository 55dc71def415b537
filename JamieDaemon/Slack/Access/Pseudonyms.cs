using System.Security.Cryptography;
using System.Text;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Access;

/// <summary>How people are called in logs: always alike, and not to be traced back to them.</summary>
/// <remarks>Keyed by the bot token: of a plain hash, anybody with the list of a workspace's members could try them all.</remarks>
internal sealed class Pseudonyms(IOptions<SlackOptions> options) : IPseudonyms
{
    private const int Bytes = 8;

    private readonly byte[] _key = Encoding.UTF8.GetBytes(options.Value.BotToken);

    /// <summary>The semantic conventions' name for what <see cref="Of"/> answers.</summary>
    public string Attribute => options.Value.PlainUserIds ? "user.id" : "user.hash";

    public string Of(string user) => options.Value.PlainUserIds ? user : Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(user)).AsSpan(0, Bytes));
}
