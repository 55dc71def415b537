using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Tour;

public sealed class TourVerbTests
{
    [Test]
    public async Task The_tour_finds_nothing_wrong()
    {
        var (exitCode, output, error) = await SandboxProgram.RunAsync("--tour");
        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.Zero, output + error);
            Assert.That(output, Does.Contain(" 0 failed"));
        });
    }
}
