using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace JamieDaemon.Sandbox.Model;

/// <summary>
/// One handler for every request: Kestrel without the web framework around it, so that a load run measures the daemon.
/// </summary>
internal sealed class KestrelApplication(Func<HttpContext, Task> handle) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public async Task ProcessRequestAsync(HttpContext context)
    {
        try
        {
            await handle(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has left; nobody waits for a reply.
        }
    }

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }
}
