using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox;

public sealed class SandboxCommandTests
{
    [TestCase("--bogus")]
    [TestCase("chat")]
    [TestCase("--tour", "now")]
    [TestCase("load", "--only", "tsunami")]
    [TestCase("load", "--rate", "0")]
    [TestCase("load", "--count", "many")]
    [TestCase("load", "--token-delay", "-1")]
    [TestCase("start", "--count", "0")]
    [TestCase("model", "--port", "http")]
    public async Task A_bad_flag_gets_the_usage_on_stderr_and_exit_code_2(params string[] arguments)
    {
        var (exitCode, output, error) = await SandboxProgram.RunAsync(arguments);
        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.EqualTo(2));
            Assert.That(error, Does.Contain("Usage:"));
            Assert.That(output, Is.Empty);
        });
    }

    [Test]
    public async Task Help_names_every_verb()
    {
        var (exitCode, output, _) = await SandboxProgram.RunAsync("--help");
        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.Zero);
            Assert.That(output, Does.Contain("--tour").And.Contain("load").And.Contain("start").And.Contain("model"));
        });
    }

    [Test]
    public async Task A_daemon_that_is_not_there_is_said_in_one_sentence()
    {
        var (exitCode, _, error) = await SandboxProgram.RunAsync("start", "--daemon", "/nowhere");
        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.EqualTo(1));
            Assert.That(error, Does.StartWith("There is no daemon at /nowhere.").And.Not.Contain("   at "));
        });
    }
}
