using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace JamieDaemon.Sandbox.Slack.Bots;

/// <summary>Posts of the kind that monitoring systems leave in incident channels: the text is empty, everything is elsewhere.</summary>
public static class AlertPosts
{
    /// <summary>Prometheus Alertmanager's default template through an incoming webhook.</summary>
    public static BotPost Alertmanager { get; } = new(new SlackBot("B0ALERTMAN", "AlertManager"))
    {
        Attachments = Json(
            """
            [{"id":1,"color":"a30200",
              "fallback":"[FIRING:1] KubePodCrashLooping (checkout-api payments critical) | http://alertmanager.example:9093/#/alerts",
              "title":"[FIRING:1] KubePodCrashLooping (checkout-api payments critical)",
              "title_link":"http://alertmanager.example:9093/#/alerts?receiver=slack",
              "text":"*Summary:* Pod is crash looping.\n*Description:* Pod payments/checkout-api-7d9f restarted 6 times in 10 minutes (exit code 137).\n*Runbook:* <https://runbooks.example/KubePodCrashLooping|open>",
              "fields":[{"title":"severity","value":"critical","short":true},{"title":"namespace","value":"payments","short":true}],
              "mrkdwn_in":["fallback","pretext","text"]}]
            """),
    };

    /// <summary>Grafana's contact point for Slack.</summary>
    public static BotPost Grafana { get; } =
        new(new SlackBot("B0GRAFANA1", "Grafana") { User = "U0GRAFANA1", AppId = "A0GRAFANA1" })
        {
            Attachments = Json(
                """
                [{"id":1,"color":"D63232","ts":1732183445,"footer":"Grafana v11.3.0","footer_icon":"https://grafana.example/fav32.png",
                  "fallback":"[FIRING:1] High latency payments (p99)",
                  "title":"[FIRING:1] High latency payments (p99)","title_link":"https://grafana.example/alerting/list",
                  "text":"**Firing**\n\nValue: B=2.31, C=1\nLabels:\n - alertname = High latency\n - service = checkout-api\nAnnotations:\n - summary = p99 above 2 s for 5 minutes\nSource: https://grafana.example/alerting/grafana/abc/view"}]
                """),
        };

    /// <summary>Datadog's app: an attachment that is made of blocks.</summary>
    public static BotPost Datadog { get; } =
        new(new SlackBot("B0DATADOG1", "Datadog") { User = "U0DATADOG1", AppId = "A0DATADOG1" })
        {
            Attachments = Json(
                """
                [{"id":1,"color":"d72b3f","fallback":"[Triggered] Disk usage is above 90% on db-1",
                  "blocks":[
                    {"type":"section","block_id":"t1","text":{"type":"mrkdwn",
                     "text":"*<https://app.datadoghq.example/monitors/42|Triggered: Disk usage is above 90% on db-1>*"}},
                    {"type":"section","block_id":"t2","text":{"type":"mrkdwn",
                     "text":"The volume `/var/lib/postgresql` on `db-1` is 93.4% full.\n@slack-incidents"}},
                    {"type":"context","block_id":"t3","elements":[{"type":"mrkdwn","text":"host:db-1, env:prod, team:storage"}]}]}]
                """),
        };

    /// <summary>A deployment bot that posts blocks and no text.</summary>
    public static BotPost Deployment { get; } =
        new(new SlackBot("B0DEPLOYS1", "Deployments") { User = "U0DEPLOYS1", AppId = "A0DEPLOYS1" })
        {
            Blocks = Json(
                """
                [{"type":"header","block_id":"h1","text":{"type":"plain_text","text":"checkout-api 2.14.0 deployed"}},
                 {"type":"section","block_id":"s1","fields":[{"type":"mrkdwn","text":"*By*\nalice"},{"type":"mrkdwn","text":"*Memory limit*\n256Mi"}]},
                 {"type":"rich_text","block_id":"r1","elements":[{"type":"rich_text_section","elements":[
                   {"type":"text","text":"Rolled out to "},{"type":"text","text":"prod-eu","style":{"code":true}},
                   {"type":"link","url":"https://ci.example/builds/77","text":" (build 77)"}]}]}]
                """),
        };

    private static JsonElement Json([StringSyntax(StringSyntaxAttribute.Json)] string text)
    {
        using var parsed = JsonDocument.Parse(text);
        return parsed.RootElement.Clone();
    }
}
