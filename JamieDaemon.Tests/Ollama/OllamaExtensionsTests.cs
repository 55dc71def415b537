using JamieDaemon.Ollama;
using JamieDaemon.Ollama.Endpoints;
using JamieDaemon.Ollama.Tracing;
using JamieDaemon.Sandbox.Model;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace JamieDaemon.Tests.Ollama;

public sealed class OllamaExtensionsTests
{
    [Test]
    public async Task A_host_with_AddOllama_answers_watches_and_reports()
    {
        await using var server = await ModelServer.StartAsync(new(), CancellationToken.None);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("Ollama:Url", server.Url.ToString())]);
        builder.AddOllama();
        using var host = builder.Build();
        await host.StartAsync();

        var answer = await host.Services.GetRequiredService<IChatClient>().GetResponseAsync("Is it DNS?");
        var health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        await host.StopAsync();

        Assert.That(answer.Text, Does.Contain("Is it DNS?"));
        Assert.That(health.Entries, Does.ContainKey("ollama"));
        Assert.That(health.Entries["ollama"].Tags, Is.Empty);
    }

    [Test]
    public void Slots_are_outside_so_that_waiting_is_traced_but_not_metered()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.AddOllama();
        using var host = builder.Build();

        var client = host.Services.GetService<IChatClient>();

        foreach (var layer in new[] { typeof(TracedChatClient), typeof(BalancedChatClient), typeof(MeteredChatClient), typeof(GenAiChatClient), typeof(OllamaChatClient) })
        {
            // Each finds the next within itself, or nothing.
            client = (IChatClient?)client?.GetService(layer);
            Assert.That(client, Is.TypeOf(layer));
        }
    }
}
