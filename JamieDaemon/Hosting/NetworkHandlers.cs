using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Hosting;

/// <summary>Makes the connections out: through the proxy, trusting the extra authorities, never following a redirect.</summary>
public sealed class NetworkHandlers
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    // A name that moves to another address is noticed at the latest then.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly IWebProxy _proxy;
    private readonly ExtraTrust? _trust;
    private readonly bool _propagates;

    /// <param name="options">The section <c>Network</c>.</param>
    /// <param name="proxy">Usually <see cref="HttpClient.DefaultProxy"/>, which reads HTTPS_PROXY and NO_PROXY.</param>
    /// <param name="propagators">The variable <see cref="TracePropagation.Variable"/>.</param>
    public NetworkHandlers(IOptions<NetworkOptions> options, IWebProxy proxy, string? propagators = null)
    {
        _propagates = TracePropagation.IsWanted(propagators);
        _proxy = new OutboundProxy(proxy);
        if (options.Value.ExtraCaFile is { Length: > 0 } file)
            _trust = new ExtraTrust(ExtraTrust.Load(file));
    }

    /// <summary>A new handler with its own connections; the caller owns it.</summary>
    public SocketsHttpHandler Create()
    {
        var handler = Configure(new SocketsHttpHandler());
        if (!_propagates) handler.ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator();
        return handler;
    }

    /// <summary>As <see cref="Create"/>, for addresses that are secrets: without the spans that would show them.</summary>
    public SocketsHttpHandler CreateUntraced() => Configure(new SocketsHttpHandler { ActivityHeadersPropagator = null });

    private SocketsHttpHandler Configure(SocketsHttpHandler handler)
    {
        handler.Proxy = _proxy;
        handler.ConnectTimeout = ConnectTimeout;
        handler.PooledConnectionLifetime = ConnectionLifetime;
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        handler.AutomaticDecompression = DecompressionMethods.GZip;
        if (_trust is not null)
            handler.SslOptions.RemoteCertificateValidationCallback = _trust.Accepts;
        return handler;
    }
}
