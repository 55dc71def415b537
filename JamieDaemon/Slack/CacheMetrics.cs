using System.Diagnostics.Metrics;
using JamieDaemon.Slack.Access;
using JamieDaemon.Slack.Context;
using JamieDaemon.Slack.Intake;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack;

/// <summary>What the memories save, as numbers: who and what is behind Slack's ids, who takes part in a thread, what was taken before.</summary>
internal sealed class CacheMetrics
{
    private readonly (KeyValuePair<string, object?> Cache, CacheTally[] Tallies)[] _caches;

    public CacheMetrics(
        JamieMeter meter, SlackPeople people, SlackNames names, GroupMembers groups, ChannelMembers members, ThreadMemory threads, RecentEvents recent)
    {
        _caches =
        [
            (new("cache", "users"), [people.Tally, names.UserTally, groups.Tally]),
            (new("cache", "channels"), [names.ChannelTally, members.Tally]),
            (new("cache", "threads"), [threads.Tally]),
            (new("cache", "dedupe"), [recent.Tally]),
        ];
        meter.Meter.CreateObservableCounter("cache.hits.total", () => Read(static tally => tally.Hits), "{lookup}", "Look-ups that a memory answered");
        meter.Meter.CreateObservableCounter("cache.misses.total", () => Read(static tally => tally.Misses), "{lookup}", "Look-ups that no memory answered");
    }

    private Measurement<long>[] Read(Func<CacheTally, long> of) => Array.ConvertAll(_caches, cache =>
    {
        var sum = 0L;
        foreach (var tally in cache.Tallies) sum += of(tally);
        return new Measurement<long>(sum, cache.Cache);
    });
}
