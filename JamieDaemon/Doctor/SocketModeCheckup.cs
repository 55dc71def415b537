using JamieDaemon.Slack;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Doctor;

/// <summary>Whether the app-level token gets an address for a socket. The address is never dialled: the socket would take events from a running Jamie.</summary>
internal sealed class SocketModeCheckup(SlackLook slack, SlackOrigin? origin) : ICheckup
{
    public string Name => "socket mode";

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        var answer = await slack.Open;
        return SlackRefusal.Of(Name, await slack.Reach, answer, "Switch Socket Mode on in the app's settings (https://api.slack.com/apps), and give Slack:AppToken the scope connections:write.")
            ?? Judge(answer.Read(SlackWebApiJsonContext.Default.AppsConnectionsOpenResponse)?.Url, origin);
    }

    /// <param name="address">A secret: only its host may be told.</param>
    /// <param name="origin">Which addresses Jamie dials.</param>
    public static Finding Judge(Uri? address, SlackOrigin? origin)
    {
        const string name = "socket mode";
        return address is not null && origin?.AllowsSocket(address) == true
            ? Finding.Ok(name, $"Slack hands out an address at {address.Host} (not dialled, it would take events from a running Jamie)")
            : Finding.Fail(name, $"Slack hands out an address that Jamie does not dial (host {(address is { IsAbsoluteUri: true } ? address.Host : "none")})", "Mend Slack:ApiUrl: what answers there is not Slack.");
    }
}
