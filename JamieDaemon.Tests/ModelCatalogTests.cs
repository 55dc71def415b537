using JamieDaemon.Ollama;
using JamieDaemon.Ollama.Endpoints;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests;

/// <summary>What the core learns of the models, from a real server.</summary>
public sealed class ModelCatalogTests
{
    private static readonly SandboxModel Blind = SandboxModel.ForChat("bruno-sre");
    private static readonly SandboxModel Seeing = new("llava:7b", ["completion", "vision"]);

    [Test]
    public async Task The_models_that_can_chat_are_there_to_choose_and_it_is_known_which_can_see()
    {
        await using var server = await ModelServer.StartAsync(
            new ModelServerOptions { Models = [Blind, Seeing, SandboxModel.ForEmbedding("nomic", 8), new("old", [])] }, CancellationToken.None);
        using var ollama = new OllamaUnderTest(server.Url);
        var watch = ollama.Watch;
        var catalog = new ModelCatalog(new OllamaEndpoints([ollama.Endpoint]), Options.Create(ollama.Options));
        Assert.That((catalog.Available.Count, catalog.CanSee("llava:7b")), Is.EqualTo((0, false)), "nothing is known yet");

        await watch.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync(() => watch.Status.State == OllamaState.Ready);

        Assert.That(catalog.Default, Is.EqualTo("bruno-sre"));
        Assert.That(catalog.Available, Is.EqualTo(["bruno-sre:latest", "llava:7b", "old:latest"]));
        Assert.That(
            (catalog.CanSee("llava:7b"), catalog.CanSee("LLaVA:7b"), catalog.CanSee("bruno-sre"), catalog.CanSee("old"), catalog.CanSee("unheard-of")),
            Is.EqualTo((true, true, false, false, false)));
    }

    [Test]
    public async Task A_model_that_cannot_be_described_hides_no_other()
    {
        await using var server = await ScriptedHttpServer.StartAsync();
        server.Then(HttpAnswers.Status(500)).Then(HttpAnswers.Json("""{"capabilities":["completion","vision"]}"""));
        using var ollama = new OllamaUnderTest(server.Url);
        var models = new OllamaModels(ollama.Server);

        await models.LearnAsync(["broken:latest", "llava:7b"], CancellationToken.None);
        Assert.That((models.Chatting.Count, models.Can("broken", "vision"), models.Can("llava:7b", "vision")), Is.EqualTo((2, false, true)));

        server.Then(HttpAnswers.Json("""{"capabilities":["embedding"]}"""));
        await models.LearnAsync(["broken:latest"], CancellationToken.None);
        Assert.That((models.Chatting.Count, models.Can("llava:7b", "vision"), server.Count), Is.EqualTo((0, false, 3)), "only the new one was asked about");
    }
}
