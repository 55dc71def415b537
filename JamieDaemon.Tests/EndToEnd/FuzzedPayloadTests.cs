using System.Text;
using System.Text.Json;
using JamieDaemon.Tests.Slack.Intake;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>Payloads that make little sense, through real sockets to the daemon that is awake.</summary>
public sealed class FuzzedPayloadTests
{
    private const int Payloads = 200;

    [Test]
    public async Task Damaged_payloads_are_acknowledged_in_time_and_Jamie_goes_on_answering()
    {
        await using var jamie = await RunningJamie.StartAsync();
        foreach (var (type, payload) in Damaged()) jamie.Slack.SendEnvelope(type, payload);

        await jamie.Slack.Sockets.WhenAsync(sockets => sockets.Acks.Count >= Payloads, Limits.Token);
        Assert.That(jamie.Slack.Sockets.Acks.Latencies(), Has.All.LessThan(TimeSpan.FromSeconds(3)));

        var ts = jamie.Slack.Mention("incidents", "oncall", "still there?");
        await jamie.WhenAnsweredAsync(ts, text => text.Contains("still there?", StringComparison.Ordinal));
        var (acks, opened) = (jamie.Slack.Sockets.Acks, jamie.Slack.Sockets.Opened);
        Assert.That((acks.Malformed, acks.Unknown, acks.Repeated, acks.OnOtherSocket), Is.EqualTo((0, 0, 0, 0)));
        Assert.That((jamie.Slack.Sockets.Open.Count, jamie.Slack.Sockets.Lost), Is.EqualTo((opened, 0)), "no socket was lost, nothing was given up");
    }

    /// <summary>What a websocket can carry: its text must be UTF-8.</summary>
    private static List<(string Type, string Payload)> Damaged()
    {
        var random = new Random(20261121);
        var payloads = new List<(string, string)>();
        while (payloads.Count < Payloads)
        {
            var seed = FuzzSeeds.All[random.Next(FuzzSeeds.All.Count)];
            using var whole = JsonDocument.Parse(seed.Frame);
            using var mutations = new Mutations(Encoding.UTF8.GetBytes(whole.RootElement.GetProperty("payload").GetRawText()));
            var mutation = mutations.Some(random);
            if (!mutation.Damages.Values.Contains(Damage.BrokenBytes))
                payloads.Add((whole.RootElement.GetProperty("type").GetString()!, Encoding.UTF8.GetString(mutation.Bytes)));
        }

        return payloads;
    }
}
