using System.Net;

namespace JamieDaemon.Hosting;

/// <summary>
/// The given proxy, except for this machine: what listens on loopback (sandbox, model) no proxy can reach.
/// Its address loses user and password, which .NET would print in exceptions; they are sent from <see cref="Credentials"/>.
/// </summary>
internal sealed class OutboundProxy(IWebProxy proxy) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => proxy.Credentials;
        set => proxy.Credentials = value;
    }

    public Uri? GetProxy(Uri destination)
    {
        var address = destination.IsLoopback ? null : proxy.GetProxy(destination);
        return address is { UserInfo.Length: > 0 } ? new UriBuilder(address) { UserName = "", Password = "" }.Uri : address;
    }

    public bool IsBypassed(Uri host) => host.IsLoopback || proxy.IsBypassed(host);
}
