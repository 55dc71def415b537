using JamieDaemon.Sandbox.Model;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Model;

public sealed class OllamaJudgeTests
{
    [Test]
    public async Task Ollamas_own_client_cannot_tell_the_stand_in_from_Ollama()
    {
        // Slow enough that the client can hang up in mid-answer.
        var options = new ModelServerOptions { TokenDelay = TimeSpan.FromMilliseconds(10) };
        await using var server = await ModelServer.StartAsync(options, CancellationToken.None);

        await NpmJudge.ApproveAsync("ollama", server.Url.ToString(), options.Models[0].Name, options.Models[1].Name);

        Assert.That(await server.Record.Ends.ReadAllAsync(Limits.Token).AnyAsync(end => end == GenerationEnd.Aborted), Is.True);
    }
}
