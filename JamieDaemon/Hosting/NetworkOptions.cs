namespace JamieDaemon.Hosting;

/// <summary>The section <c>Network</c>: the way out through a firewall. Proxies come from HTTPS_PROXY and NO_PROXY.</summary>
public sealed class NetworkOptions
{
    /// <summary>A PEM file of certificate authorities to trust besides the system's; empty: none.</summary>
    public string ExtraCaFile { get; set; } = "";
}
