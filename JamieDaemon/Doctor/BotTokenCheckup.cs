using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Doctor;

/// <summary>Whether Slack takes the bot token, and whose it is.</summary>
internal sealed class BotTokenCheckup(SlackLook slack) : ICheckup
{
    public string Name => "bot token";

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        var answer = await slack.AuthTest;
        return SlackRefusal.Of(Name, await slack.Reach, answer, "Install the app to the workspace again, and copy the bot token that it shows.") ?? Judge(answer);
    }

    private static Finding Judge(HttpAnswer answer)
    {
        var who = answer.Read(SlackWebApiJsonContext.Default.AuthTestResponse);
        return Finding.Ok("bot token", $"good for {who?.User ?? who?.UserId} in {who?.Team ?? who?.TeamId}");
    }
}
