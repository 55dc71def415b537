using JamieDaemon.Hosting;

namespace JamieDaemon.Tests.Hosting;

public sealed class JamieSettingsTests
{
    [TestCase("production")]
    [TestCase("production", "ENVIRONMENT=")]
    [TestCase("staging", "ENVIRONMENT=staging", "LOGFIRE_ENVIRONMENT=other", "OTEL_RESOURCE_ATTRIBUTES=deployment.environment.name=other")]
    [TestCase("staging", "OTEL_RESOURCE_ATTRIBUTES=team=sre, deployment.environment.name=staging")]
    [TestCase("production", "OTEL_RESOURCE_ATTRIBUTES=deployment.environment.name=")]
    [TestCase("production", "OTEL_RESOURCE_ATTRIBUTES=deployment.environment.name=staging,broken")]
    public void The_environment_is_what_somebody_calls_it(string expected, params string[] variables)
    {
        var set = variables.ToDictionary(variable => variable[..variable.IndexOf('=')], variable => variable[(variable.IndexOf('=') + 1)..]);
        Assert.That(JamieSettings.EnvironmentOf(set.GetValueOrDefault), Is.EqualTo(expected));
    }
}
