namespace JamieDaemon.Answering;

/// <summary>Divides a budget among several who need some of it.</summary>
internal static class FairShare
{
    /// <summary>Who needs little gets it whole; the others share what is left in equal parts.</summary>
    public static int[] Split(IReadOnlyList<int> needs, int budget)
    {
        var shares = new int[needs.Count];
        var smallestFirst = Enumerable.Range(0, needs.Count).OrderBy(i => needs[i]).ToList();
        for (var served = 0; served < needs.Count; served++)
        {
            var i = smallestFirst[served];
            shares[i] = Math.Clamp(budget / (needs.Count - served), 0, needs[i]);
            budget -= shares[i];
        }

        return shares;
    }
}
