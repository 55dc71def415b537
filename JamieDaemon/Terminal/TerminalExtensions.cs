using JamieDaemon.Answering;

namespace JamieDaemon.Terminal;

/// <summary>Registers the terminal edge, in the place of Slack's.</summary>
internal static class TerminalExtensions
{
    public static IHostApplicationBuilder AddTerminal(this IHostApplicationBuilder builder, ChatSettings settings, TerminalScreen screen)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(new ScreenLoggerProvider(screen));
        builder.Services.AddSingleton<IHostLifetime, TerminalLifetime>();
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(screen);
        builder.Services.AddSingleton<TerminalMetrics>();
        builder.Services.AddSingleton<TerminalAnswerSink>();
        builder.Services.AddSingleton<IAnswerSink>(static provider => provider.GetRequiredService<TerminalAnswerSink>());
        builder.Services.AddSingleton<SessionHistory>();
        builder.Services.AddSingleton<IConversationHistory>(static provider => provider.GetRequiredService<SessionHistory>());
        builder.Services.AddSingleton<IAdmission, TerminalAdmission>();
        builder.Services.AddSingleton<TerminalChat>();
        return builder;
    }
}
