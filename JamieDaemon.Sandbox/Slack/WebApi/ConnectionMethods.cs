using JamieDaemon.Sandbox.Slack.SocketMode;

namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>apps.connections.open.</summary>
internal sealed class ConnectionMethods(SlackTeam team, ConnectionTickets tickets, Func<string, Uri> urlFor)
{
    public IEnumerable<ApiMethod> All =>
        [new("apps.connections.open", RateLimit.Tier3, Open) { Scope = "connections:write", WantsAppToken = true }];

    private ApiError? Open(ApiCall call)
    {
        var url = new UriBuilder(urlFor("link/")) { Query = $"ticket={tickets.Issue()}&app_id={team.AppId}" };
        url.Scheme = url.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        call.Reply.WriteString("url", url.Uri.AbsoluteUri);
        return null;
    }
}
