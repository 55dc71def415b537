using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Home;

/// <summary>Shows people their Home tab.</summary>
internal sealed class HomePublisher(SlackWebApiClient slack, SlackMetrics metrics, IOptions<SlackOptions> options)
{
    public async Task PublishAsync(string user)
    {
        await slack.ViewsPublishAsync(new ViewsPublish { UserId = user, View = HomeView.Build(options.Value.Command) }, CancellationToken.None);
        metrics.HomeOpened();
    }

    public Task ChooseModelAsync(string user, string? model) => model is null ? Task.CompletedTask : PublishAsync(user);
}
