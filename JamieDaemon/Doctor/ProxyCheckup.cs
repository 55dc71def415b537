namespace JamieDaemon.Doctor;

/// <summary>Tells which way requests go out. Whether the way leads anywhere, the servers' own rows say.</summary>
/// <param name="proxy">The proxy for an address; <see langword="null"/>: none.</param>
/// <param name="destinations">Slack and Ollama.</param>
internal sealed class ProxyCheckup(Func<Uri, Uri?> proxy, IReadOnlyList<Uri> destinations) : ICheckup
{
    public string Name => "proxy";

    public Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        var ways = destinations.Select(address => $"{address.Host} {(proxy(address) is { } through ? $"through {through.Host}:{through.Port}" : "directly")}").Distinct();
        return Task.FromResult(destinations.Count > 0 ? Finding.Ok(Name, string.Join(", ", ways)) : Finding.Unknown(Name, "no address is right: see settings"));
    }
}
