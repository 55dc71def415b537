using System.Net;
using JamieDaemon.Observability.Endpoint;
using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Observability.Endpoint;

public sealed class HttpListenerStarterTests
{
    [TestCase("+")]
    [TestCase("0.0.0.0")]
    [TestCase("localhost")]
    [TestCase("127.0.0.1")]
    public async Task Whatever_an_address_is_called_this_machine_gets_an_answer(string address)
    {
        var port = FreePort.Find();
        using var listener = HttpListenerStarter.Start(address, port);
        using var client = new HttpClient();
        foreach (var host in (string[])["localhost", "127.0.0.1"])
        {
            var asked = client.GetAsync($"http://{host}:{port}/", Limits.Token);
            (await listener.GetContextAsync().WaitAsync(Limits.Token)).Response.Close();
            Assert.That((await asked).StatusCode, Is.EqualTo(HttpStatusCode.OK), host);
        }
    }
}
