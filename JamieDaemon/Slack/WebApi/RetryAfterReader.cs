using System.Net.Http.Headers;

namespace JamieDaemon.Slack.WebApi;

/// <summary>How long a rate limit lasts: what <c>Retry-After</c> says in seconds or as a date, from 1 second to 1 hour.</summary>
/// <remarks>https://docs.slack.dev/apis/web-api/rate-limits</remarks>
internal static class RetryAfterReader
{
    /// <summary>Assumed when Slack limits without saying for how long, as Slack's own Python client does.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static TimeSpan Read(RetryConditionHeaderValue? header, DateTimeOffset now)
    {
        var wait = header?.Delta ?? header?.Date - now ?? Default;
        return wait < Shortest ? Shortest : wait > Longest ? Longest : wait;
    }
}
