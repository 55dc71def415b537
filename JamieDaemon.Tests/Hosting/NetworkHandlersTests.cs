using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using JamieDaemon.Hosting;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Hosting;

[CancelAfter(Limits.Milliseconds)]
public sealed class NetworkHandlersTests
{
    [Test]
    public async Task A_server_that_our_authority_signed_is_trusted_only_with_its_file(CancellationToken token)
    {
        using var authority = TestAuthority.CreateRoot();
        await using var server = await ScriptedHttpServer.StartAsync(authority.Issue("localhost"));

        Assert.That(await GetAsync(authority.PemFile, server, token), Is.EqualTo(HttpStatusCode.OK));
        await AssertRefusedAsync(caFile: "", server, token);
    }

    [Test]
    public async Task An_authority_between_the_server_and_our_root_is_followed(CancellationToken token)
    {
        using var root = TestAuthority.CreateRoot();
        using var intermediate = root.CreateIntermediate();
        await using var server = await ScriptedHttpServer.StartAsync(intermediate.Issue("localhost"), intermediate.Certificate);

        Assert.That(await GetAsync(root.PemFile, server, token), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Our_authority_does_not_vouch_for_another_host(CancellationToken token)
    {
        using var authority = TestAuthority.CreateRoot();
        await AssertRefusedAsync(authority, authority.Issue("another.test"), token);
    }

    [Test]
    public async Task Our_authority_does_not_vouch_for_what_has_expired(CancellationToken token)
    {
        using var authority = TestAuthority.CreateRoot();
        await AssertRefusedAsync(authority, authority.IssueExpired("localhost"), token);
    }

    [Test]
    public async Task Our_authority_does_not_vouch_for_a_stranger_of_the_same_name(CancellationToken token)
    {
        using var authority = TestAuthority.CreateRoot();
        using var stranger = TestAuthority.CreateRoot();
        await AssertRefusedAsync(authority, stranger.Issue("localhost"), token);
    }

    [Test]
    public async Task Https_goes_through_the_proxy_by_name(CancellationToken token)
    {
        using var authority = TestAuthority.CreateRoot();
        await using var server = await ScriptedHttpServer.StartAsync(authority.Issue("slack.test"));
        await using var proxy = new ConnectProxy(server.Url.Port);
        using var client = new HttpClient(Handlers(authority.PemFile, proxy.Address).Create());

        using var response = await client.GetAsync("https://slack.test/api/api.test", token);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(proxy.Asked, Is.EqualTo(new[] { "CONNECT slack.test:443 HTTP/1.1" }));
    }

    [Test]
    public async Task A_websocket_goes_through_the_proxy_by_name(CancellationToken token)
    {
        using var authority = TestAuthority.CreateRoot();
        await using var server = await ScriptedHttpServer.StartAsync(authority.Issue("wss.slack.test"));
        server.Then(async context =>
        {
            using var accepted = await context.WebSockets.AcceptWebSocketAsync();
            await accepted.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        });
        await using var proxy = new ConnectProxy(server.Url.Port);
        using var invoker = new HttpMessageInvoker(Handlers(authority.PemFile, proxy.Address).CreateUntraced());
        using var socket = new ClientWebSocket();

        await socket.ConnectAsync(new Uri("wss://wss.slack.test/link/?ticket=1"), invoker, token);
        var buffer = new byte[16];
        var received = await socket.ReceiveAsync(buffer.AsMemory(), token);

        Assert.That(System.Text.Encoding.UTF8.GetString(buffer, 0, received.Count), Is.EqualTo("hello"));
        Assert.That(proxy.Asked, Is.EqualTo(new[] { "CONNECT wss.slack.test:443 HTTP/1.1" }));
    }

    [Test]
    public async Task What_listens_on_loopback_is_reached_without_the_proxy(CancellationToken token)
    {
        await using var server = await ScriptedHttpServer.StartAsync();
        await using var proxy = new ConnectProxy(server.Url.Port);
        using var client = new HttpClient(Handlers("", proxy.Address).Create());

        using var response = await client.GetAsync(server.Url, token);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(proxy.Asked, Is.Empty);
    }

    [Test]
    public async Task A_redirect_is_not_followed(CancellationToken token)
    {
        await using var server = await ScriptedHttpServer.StartAsync();
        server.Then(context =>
        {
            context.Response.Redirect("/login");
            return Task.CompletedTask;
        });
        using var client = new HttpClient(Handlers("", new WebProxy()).Create());

        using var response = await client.GetAsync(server.Url, token);

        Assert.That((response.StatusCode, server.Count), Is.EqualTo((HttpStatusCode.Redirect, 1)));
    }

    private static async Task AssertRefusedAsync(TestAuthority authority, X509Certificate2 certificate, CancellationToken token)
    {
        await using var server = await ScriptedHttpServer.StartAsync(certificate);
        await AssertRefusedAsync(authority.PemFile, server, token);
    }

    private static async Task AssertRefusedAsync(string caFile, ScriptedHttpServer server, CancellationToken token)
    {
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(caFile, server, token));
        Assert.That(error!.HttpRequestError, Is.EqualTo(HttpRequestError.SecureConnectionError));
    }

    private static async Task<HttpStatusCode> GetAsync(string caFile, ScriptedHttpServer server, CancellationToken token)
    {
        using var client = new HttpClient(Handlers(caFile, new WebProxy()).Create());
        using var response = await client.GetAsync(new Uri($"https://localhost:{server.Url.Port}"), token);
        return response.StatusCode;
    }

    private static NetworkHandlers Handlers(string caFile, IWebProxy proxy) =>
        new(Options.Create(new NetworkOptions { ExtraCaFile = caFile }), proxy);
}
