using JamieDaemon.Slack;
using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Slack;

public sealed class SlackOptionsTests
{
    [Test]
    public void Missing_tokens_are_named_in_both_spellings() =>
        Assert.That(Failures(new SlackOptions()), Has.Exactly(2).Items
            .And.Some.Contains("SLACK_BOT_TOKEN (or Slack:BotToken)").And.Some.Contains("SLACK_APP_TOKEN (or Slack:AppToken)"));

    [TestCase("xapp-1-A1-secret", "xoxb-1-secret", Description = "Each in the other's place.")]
    [TestCase("xoxp-1-secret", "xoxe-1-secret")]
    [TestCase("xoxb-secret\n", "xapp-secret ")]
    [TestCase("Bearer xoxb-secret", "\"xapp-secret\"")]
    public void A_wrong_token_is_refused_and_never_shown(string bot, string app) =>
        Assert.That(
            Failures(new SlackOptions { BotToken = bot, AppToken = app }),
            Has.Exactly(2).Items.And.None.Contains("secret"));

    [TestCase("http://slack.com/api/")]
    [TestCase("https://user:secret@slack.com/api/")]
    public void An_unsafe_address_of_the_API_is_refused(string url)
    {
        var options = new SlackOptions { BotToken = "xoxb-1", AppToken = "xapp-1", ApiUrl = new Uri(url) };
        Assert.That(Failures(options), Has.One.Contains("SLACK_API_URL").And.None.Contains("secret"));
    }

    [Test]
    public void The_shipped_settings_are_the_defaults()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"));
        builder.Configuration.AddInMemoryCollection([new("Slack:BotToken", "xoxb-1"), new("Slack:AppToken", "xapp-1")]);
        builder.AddSlackWebApi();
        using var host = builder.Build();

        var shipped = host.Services.GetRequiredService<IOptions<SlackOptions>>().Value;
        var expected = new SlackOptions { BotToken = "xoxb-1", AppToken = "xapp-1" };
        Assert.That(shipped, Is.EqualTo(expected).UsingPropertiesComparer());
        Assert.That(host.Services.GetRequiredService<SlackWebApiClient>(), Is.Not.Null);
    }

    private static IEnumerable<string> Failures(SlackOptions options) =>
        new SlackOptionsValidator().Validate(null, options).Failures ?? [];
}
