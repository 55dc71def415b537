using static JamieDaemon.Slack.WebApi.SlackWebApiJsonContext;

namespace JamieDaemon.Slack.WebApi;

/// <content>Home tabs and dialogs.</content>
public sealed partial class SlackWebApiClient
{
    public Task ViewsPublishAsync(ViewsPublish arguments, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            new SlackCall(SlackMethod.ViewsPublish) { Body = Json(arguments, Default.ViewsPublish) },
            Default.SlackResponse,
            cancellationToken);

    /// <summary>Opens a dialog. One try: the click that it answers is good for three seconds.</summary>
    public Task ViewsOpenAsync(ViewsOpen arguments, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            new SlackCall(SlackMethod.ViewsOpen) { Body = Json(arguments, Default.ViewsOpen), Patience = TimeSpan.Zero },
            Default.SlackResponse,
            cancellationToken);
}
