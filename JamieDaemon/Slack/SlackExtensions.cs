using JamieDaemon.Answering;
using JamieDaemon.Hosting;
using JamieDaemon.Slack.Access;
using JamieDaemon.Slack.Answers;
using JamieDaemon.Slack.CatchUp;
using JamieDaemon.Slack.Context;
using JamieDaemon.Slack.Home;
using JamieDaemon.Slack.Intake;
using JamieDaemon.Slack.Interactions;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.SocketMode;
using JamieDaemon.Slack.WebApi;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack;

/// <summary>Registers the Slack edge. The listener comes last, so that it is the first to stop.</summary>
public static class SlackExtensions
{
    public static IHostApplicationBuilder AddSlack(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<SlackMetrics>();
        services.AddSingleton<ContextMetrics>();
        services.AddSingleton<CacheMetrics>();

        services.AddSingleton<SlackThread>();
        services.AddSingleton<SlackPoster>();
        services.AddSingleton<StreamStarter>();
        services.AddSingleton<EarlierMessages>();
        services.AddSingleton<BusyThreads>();
        services.AddSingleton<SlackAbilities>();
        services.AddSingleton<AnswerRenderer>();
        services.AddSingleton<SharableAnswers>();
        services.AddSingleton<ProgressPacer>();
        services.AddSingleton<IAnswerSink, SlackAnswerSink>();

        services.AddSingleton<SlackPeople>();
        services.AddSingleton<GroupMembers>();
        services.AddSingleton<ChannelMembers>();
        services.AddSingleton<Pseudonyms>();
        services.AddSingleton<IPseudonyms>(static provider => provider.GetRequiredService<Pseudonyms>());
        services.AddSingleton<AskerAccess>();
        services.AddSingleton<AskerAllowance>();
        services.AddSingleton<AnswerStyles>();
        services.AddSingleton<ThreadMembership>();
        services.AddSingleton<IAdmission, SlackAdmission>();
        services.AddSingleton<IValidateOptions<SlackOptions>, ChannelPromptsFitRule>();

        services.AddSingleton<SlackNames>();
        services.AddSingleton<SlackFiles>();
        services.AddSingleton<ConversationReader>();
        services.AddSingleton<BesideReader>();
        services.AddSingleton<IConversationHistory, SlackConversationHistory>();

        services.AddSingleton<NoticeQueue>();
        services.AddSingleton<Whisper>();
        services.AddSingleton<NoticeDesk>();
        services.AddSingleton<HomePublisher>();
        services.AddSingleton<HomeFactsReader>();
        services.AddSingleton<ModelChoices>();
        services.AddSingleton<RecentQuestions>();
        services.AddHealthChecks().AddCheck<ModelChoicesHealthCheck>("model_choices");
        services.AddSingleton<SuggestedPromptsOffer>();
        services.AddSingleton<StatusBoard>();
        services.AddSingleton<StatusReply>();
        services.AddSingleton<ThreadTitles>();
        services.AddSingleton<DetailsReply>();
        services.AddSingleton<FeedbackMetrics>();
        services.AddSingleton<FeedbackDesk>();
        services.AddSingleton<ShareDesk>();
        services.AddSingleton<AgainDesk>();
        services.AddSingleton<ShortcutDialog>();
        services.AddHostedService<NoticeWorkers>();

        services.AddSingleton<SlackIdentity>();
        services.AddSingleton<BotTokenWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<BotTokenWatch>());
        services.AddHealthChecks().AddCheck<BotTokenWatch>("slack_token", tags: ["ready"]);

        services.AddSingleton(static provider => new RecentEvents(provider.GetRequiredService<IQuestionJournal>().TakeRecent(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ThreadMemory>();
        services.AddSingleton<AssistantThreads>();
        services.AddSingleton<IntakeRules>();
        services.AddSingleton<QuestionGate>();
        services.AddSingleton<TurnNotices>();
        services.AddSingleton<ISocketModeInbox>(static provider =>
        {
            // Nobody calls it: it asks the caches when it is asked.
            _ = provider.GetRequiredService<CacheMetrics>();
            return ActivatorUtilities.CreateInstance<SlackIntake>(provider);
        });
        services.AddSingleton<LastHeard>();
        services.AddSingleton<CatchUpPace>();
        services.AddSingleton<MissedConversations>();
        services.AddSingleton<MissedMessages>();
        services.AddSingleton<MissedQuestions>();
        services.AddSingleton<AbsenceSearch>();
        services.AddHostedService<CatchUpWorker>();
        return builder.AddSocketMode();
    }

    /// <summary>The section <c>Slack</c> alone, checked before it is used.</summary>
    internal static IServiceCollection AddSlackOptions(this IServiceCollection services)
    {
        services.AddOptions<SlackOptions>()
            .BindConfiguration("Slack", binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SlackOptions>, SlackOptionsValidator>());
        return services;
    }

    /// <summary>The sockets alone; whoever calls it says who takes the envelopes.</summary>
    internal static IHostApplicationBuilder AddSocketMode(this IHostApplicationBuilder builder)
    {
        builder.AddSlackWebApi();
        var services = builder.Services;
        services.TryAddSingleton<HostMetrics>();
        services.AddSingleton<SocketModeState>();
        services.AddSingleton<GhostSockets>();
        services.AddSingleton<SocketModeMetrics>();
        services.AddSingleton<SocketModeDialer>();
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<SocketModeListener>(provider, new Random()));
        services.AddHealthChecks().AddCheck<SocketModeHealthCheck>("slack", tags: ["ready"]);
        return builder;
    }
}
