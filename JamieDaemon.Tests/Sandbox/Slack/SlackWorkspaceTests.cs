using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Slack;

public sealed class SlackWorkspaceTests
{
    [Test]
    public async Task It_starts_with_channels_members_and_the_bot()
    {
        await using var app = await RawSlackApp.StartAsync();
        Assert.That(app.Slack.Channels.Select(channel => channel.Name), Is.SupersetOf(new[] { "incidents", "general" }));
        Assert.That(app.Slack.Users.Select(user => user.Name), Is.SupersetOf(new[] { "jamie", "oncall" }));
        Assert.That(app.Slack.User("@oncall"), Is.EqualTo(app.Slack.User(app.Slack.User("oncall").Id)));
        Assert.That(() => app.Slack.Channel("#nowhere"), Throws.ArgumentException.With.Message.Contains("#nowhere"));
        Assert.That(app.Slack.AddUser("newcomer").DirectChannel, Does.StartWith("D"));
        Assert.That(app.Slack.AddChannel("new").Id, Does.StartWith("C"));
    }

    [Test]
    public async Task An_observer_waits_for_a_message_that_is_there_or_still_to_come()
    {
        await using var app = await RawSlackApp.StartAsync();
        var waiting = app.Slack.Messages.WhenAsync(message => message.Text == "final", app.Patience);
        var ts = await app.PostAsync("draft");
        Assert.That(waiting.IsCompleted, Is.False);
        await app.CallAsync("chat.update", new { channel = app.Incidents, ts, text = "final" });
        Assert.That((await waiting).Ts, Is.EqualTo(ts));
        Assert.That((await app.Slack.Messages.WhenAsync(message => message.Ts == ts, app.Patience)).Text, Is.EqualTo("final"));
    }

    [Test]
    public async Task An_observer_is_told_of_every_change()
    {
        await using var app = await RawSlackApp.StartAsync();
        var changes = new List<(string? Before, string? After)>();
        app.Slack.Messages.Changed += (_, change) => changes.Add((change.Before?.Text, change.After?.Text));
        var ts = app.Slack.Say("#incidents", "oncall", "a");
        app.Slack.EditMessage("#incidents", ts, "b");
        app.Slack.DeleteMessage("#incidents", ts);
        Assert.That(changes, Is.EqualTo(new[] { (null, "a"), ("a", "b"), ("b", (string?)null) }));
    }

    [Test]
    public async Task An_observer_whose_question_fails_is_told()
    {
        await using var app = await RawSlackApp.StartAsync();
        var waiting = app.Slack.Messages.WhenAsync(_ => throw new InvalidOperationException("my fault"), app.Patience);
        app.Slack.Say("#incidents", "oncall", "a");
        await Assert.ThatAsync(async () => await waiting, Throws.InvalidOperationException.With.Message.EqualTo("my fault"));
    }

    [Test]
    public async Task With_a_certificate_everything_is_encrypted()
    {
        using var certificate = Certificate();
        await using var slack = await SlackWorkspace.StartAsync(
            new SlackWorkspaceOptions { Certificate = certificate, HostName = "localhost" }, CancellationToken.None);
        Assert.That(slack.ApiUrl.AbsoluteUri, Does.StartWith("https://localhost:"));
        using var http = new HttpClient(new SocketsHttpHandler { SslOptions = Trusting(certificate) });
        http.DefaultRequestHeaders.Authorization = new("Bearer", RawSlackApp.AppToken);
        using var opened = await http.PostAsync(new Uri(slack.ApiUrl, "apps.connections.open"), content: null);
        var url = System.Text.Json.Nodes.JsonNode.Parse(await opened.Content.ReadAsStringAsync())!["url"]!;
        Assert.That((string?)url, Does.StartWith("wss://localhost:"));
        using var socket = new ClientWebSocket();
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler { SslOptions = Trusting(certificate) });
        await socket.ConnectAsync(new Uri((string)url!), invoker, CancellationToken.None);
        Assert.That(slack.Sockets.Opened, Is.EqualTo(1));
    }

    [Test]
    public async Task It_ends_at_once_even_with_sockets_open()
    {
        var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        await app.Slack.DisposeAsync().AsTask().WaitAsync(Limits.AtOnce, TimeProvider.System);
        await Assert.ThatAsync(socket.TryReceiveAsync, Throws.InstanceOf<WebSocketException>());
    }

    private static SslClientAuthenticationOptions Trusting(X509Certificate2 certificate) => new()
    {
        RemoteCertificateValidationCallback = (_, presented, _, _) =>
            presented?.GetCertHashString() == certificate.GetCertHashString(),
    };

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
    }
}
