namespace JamieDaemon.Slack.SocketMode;

/// <summary>How long a socket waits before the next attempt.</summary>
public static class ReconnectBackoff
{
    /// <summary>Nobody is heard meanwhile.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <param name="attempt">0 for the first attempt that follows a failure.</param>
    /// <param name="random">A number in [0, 1).</param>
    /// <param name="atLeast">What the server asked for (<c>Retry-After</c>); the answer is never shorter.</param>
    public static TimeSpan Delay(int attempt, double random, TimeSpan atLeast = default)
    {
        var jittered = FullJitter.Delay(attempt + 1, random, Longest);
        return jittered > atLeast ? jittered : atLeast;
    }

    /// <summary>After <c>too_many_websockets</c>: 30 to 60 s, or every client of the app loops (https://github.com/slackapi/bolt-js/issues/2225).</summary>
    public static TimeSpan TooManyWebsockets(double random) => TimeSpan.FromSeconds(30 + (30 * random));

    /// <summary>After an error that only a person can mend: 5 to 15 minutes, so that a mended setting heals without a restart.</summary>
    public static TimeSpan Fatal(double random) => TimeSpan.FromMinutes(5 + (10 * random));
}
