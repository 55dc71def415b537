using JamieDaemon.Answering;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Home;

/// <summary>Shows people their Home tab, as things are whenever they open it or choose something on it.</summary>
internal sealed class HomePublisher(SlackWebApiClient slack, HomeFactsReader facts, ModelChoices choices, IModelCatalog models, SlackMetrics metrics)
{
    public async Task OpenAsync(string user, CancellationToken cancellationToken)
    {
        try
        {
            await PublishAsync(await facts.ReadAsync(user, cancellationToken), cancellationToken);
            metrics.HomeOpened();
        }
        catch (SlackException)
        {
            metrics.HomeFailed();
            throw;
        }
    }

    /// <summary>Keeps a person's model. One that is gone from the server, or the choice of a person who may not ask, changes nothing but what they see.</summary>
    /// <param name="user">Whose choice it is.</param>
    /// <param name="model">The model; <see langword="null"/> for the channel's own or the one for everybody.</param>
    /// <param name="cancellationToken">Nobody waits for it any more.</param>
    public async Task ChooseModelAsync(string user, string? model, CancellationToken cancellationToken)
    {
        var now = await facts.ReadAsync(user, cancellationToken);
        if (now.Refusal is null && (model is null || models.Available.Contains(model)))
        {
            await choices.SetAsync(user, model);
            now = now with { Chosen = model };
        }

        await PublishAsync(now, cancellationToken);
    }

    private Task PublishAsync(HomeFacts now, CancellationToken cancellationToken) =>
        slack.ViewsPublishAsync(new ViewsPublish { UserId = now.User, View = BlockKit.ToElement(HomeView.Build(now)) }, cancellationToken);
}
