using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Context;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Tests.Slack.Context;

/// <summary>Messages as the public templates of the tools that post them make them.</summary>
public sealed class MessageTextReaderTests
{
    /// <summary>Alertmanager's default template with common labels: title, link and fallback, no text anywhere else.</summary>
    private const string Alertmanager =
        """
        {"ts":"1.1","subtype":"bot_message","bot_id":"B1","username":"AlertManager","text":"","attachments":[{
          "id":1,"color":"a30200","mrkdwn_in":["fallback","pretext","text"],
          "fallback":"[FIRING:1] HighErrorRate (payments critical) | http://alertmanager:9093/#/alerts?receiver=slack",
          "title":"[FIRING:1] HighErrorRate (payments critical)","title_link":"http://alertmanager:9093/#/alerts?receiver=slack",
          "text":"*Summary:* 12 % of requests fail\n*Runbook:* <https://runbooks.example/high-error-rate|open>",
          "fields":[{"title":"severity","value":"critical","short":true},{"title":"instance","value":"pay-1:8080","short":true}],
          "actions":[{"id":"1","type":"button","text":"Silence","url":"http://alertmanager:9093/#/silences/new","style":""}]}]}
        """;

    private const string Grafana =
        """
        {"ts":"1.1","bot_id":"B2","user":"U2","text":"","attachments":[{
          "color":"#D63232","fallback":"[FIRING:1]  DatasourceNoData","title":"[FIRING:1]  DatasourceNoData (infra)",
          "title_link":"http://grafana/alerting/list",
          "text":"**Firing**\n\nValue: [no value]\nLabels:\n - alertname = DatasourceNoData\n - grafana_folder = infra\nSource: http://grafana/alerting/grafana/x/view",
          "footer":"Grafana v12.1.0","ts":1732183445}]}
        """;

    private const string Datadog =
        """
        {"ts":"1.1","subtype":"bot_message","bot_id":"B3","text":"","attachments":[{
          "fallback":"Triggered: [P2] High CPU on host:web-3",
          "title":"Triggered: [P2] High CPU on host:web-3","title_link":"https://app.datadoghq.com/monitors/1?group=host%3Aweb-3",
          "text":"CPU was over 90 % for 5 minutes.\n@slack-ops",
          "fields":[{"title":"Metric value","value":"97.2","short":true},{"title":"Notified","value":"@slack-ops","short":true}],
          "image_url":"https://p.datadoghq.com/snapshot.png","footer":"datadog"}]}
        """;

    private const string PagerDuty =
        """
        {"ts":"1.1","bot_id":"B4","text":"Triggered #42: Disk full","blocks":[
          {"type":"section","text":{"type":"mrkdwn","text":":red_circle: *<https://acme.pagerduty.com/incidents/Q1|#42 Disk full>*"}},
          {"type":"section","fields":[{"type":"mrkdwn","text":"*Urgency:*\nHigh"},{"type":"mrkdwn","text":"*Service:*\n<https://acme.pagerduty.com/services/P1|db &amp; cache>"}]},
          {"type":"context","elements":[{"type":"image","image_url":"https://x/y.png","alt_text":"status"},{"type":"mrkdwn","text":"Assigned to <@U7>"}]},
          {"type":"actions","elements":[
            {"type":"button","text":{"type":"plain_text","text":"Acknowledge"},"value":"ack"},
            {"type":"button","text":{"type":"plain_text","text":"View"},"url":"https://acme.pagerduty.com/incidents/Q1"}]}]}
        """;

    [Test]
    public void An_alert_of_Alertmanager_is_read_from_its_attachment_once() =>
        Assert.That(Plain(Alertmanager), Is.EqualTo(
            """
            [FIRING:1] HighErrorRate (payments critical) (http://alertmanager:9093/#/alerts?receiver=slack)
            *Summary:* 12 % of requests fail
            *Runbook:* open (https://runbooks.example/high-error-rate)
            severity: critical
            instance: pay-1:8080
            Silence (http://alertmanager:9093/#/silences/new)
            """));

    [Test]
    public void An_alert_of_Grafana_is_read_with_its_labels() =>
        Assert.That(Plain(Grafana), Does.StartWith("[FIRING:1]  DatasourceNoData (infra) (http://grafana/alerting/list)\n**Firing**")
            .And.Contain("alertname = DatasourceNoData").And.EndsWith("Grafana v12.1.0"));

    [Test]
    public void An_alert_of_Datadog_is_read_with_its_value() =>
        Assert.That(Plain(Datadog), Is.EqualTo(
            """
            Triggered: [P2] High CPU on host:web-3 (https://app.datadoghq.com/monitors/1?group=host%3Aweb-3)
            CPU was over 90 % for 5 minutes.
            @slack-ops
            Metric value: 97.2
            Notified: @slack-ops
            datadog
            """));

    [Test]
    public void An_incident_of_PagerDuty_is_read_from_its_blocks_with_the_buttons_that_lead_somewhere() =>
        Assert.That(Plain(PagerDuty), Is.EqualTo(
            """
            Triggered #42: Disk full
            :red_circle: *#42 Disk full (https://acme.pagerduty.com/incidents/Q1)*
            *Urgency:*
            High
            *Service:*
            db & cache (https://acme.pagerduty.com/services/P1)
            status | Assigned to @U7
            View (https://acme.pagerduty.com/incidents/Q1)
            """));

    [TestCase("""{"ts":"1","text":"it is &lt;b&gt;down&lt;/b&gt;"}""", "it is <b>down</b>")]
    [TestCase("""{"ts":"1","text":"?"}""", "?")]
    [TestCase("""{"ts":"1","text":"is a &lt; b &amp;&amp; c?","blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"is a < b && c?"}]}]}]}""", "is a < b && c?")]
    [TestCase("""{"ts":"1","text":"is a &lt; b &amp;&amp; c?","blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"is a &lt; b &amp;&amp; c?"}]}]}]}""", "is a < b && c?")]
    [TestCase("""{"ts":"1","text":"🔥","attachments":[{"text":"🔥"},{"text":"🚒"}]}""", "🔥\n🚒")]
    [TestCase("""{"ts":"1","text":"a summary of it","blocks":[{"type":"header","text":{"type":"plain_text","text":"All <of> it"}}]}""", "a summary of it\nAll <of> it")]
    [TestCase("""{"ts":"1","text":"Disk is full","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"*Disk* is `full` on db-1"}}]}""", "*Disk* is `full` on db-1")]
    [TestCase("""{"ts":"1","blocks":[{"type":"markdown","text":"## Report\n**a** < b"}]}""", "## Report\n**a** < b")]
    [TestCase("""{"ts":"1","blocks":[{"type":"image","alt_text":"a graph of errors","title":{"type":"plain_text","text":"Errors"}}]}""", "Errors: a graph of errors")]
    [TestCase("""{"ts":"1","blocks":[{"type":"table","rows":[[{"type":"raw_text","text":"pod"},{"type":"raw_text","text":"state"}],[{"type":"raw_text","text":"a"},{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"up"}]}]}]]}]}""", "pod | state\na | up")]
    [TestCase("""{"ts":"1","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"see"},"accessory":{"type":"button","text":{"type":"plain_text","text":"Graph"},"url":"https://g.example/1"}}]}""", "see\nGraph (https://g.example/1)")]
    [TestCase("""{"ts":"1","blocks":[{"type":"divider"},{"type":"container","blocks":[{"type":"header","text":{"type":"plain_text","text":"inside"}}]}]}""", "inside")]
    [TestCase("""{"ts":"1","attachments":[{"fallback":"only a fallback"}]}""", "only a fallback")]
    [TestCase("""{"ts":"1","attachments":[{"fallback":"[no preview available]","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"in a block"}}]}]}""", "in a block")]
    [TestCase("""{"ts":"1","text":"the same words","attachments":[{"fallback":"The same words!","text":"the *same* words"}]}""", "the same words")]
    [TestCase("""{"ts":"1","text":"look","attachments":[{"author_name":"Ada","text":"shared message","message_blocks":[{"message":{"blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"shared message"}]}]}]}}]}]}""", "look\nAda\nshared message")]
    [TestCase("""{"ts":"1","attachments":[{"pretext":"new deploy","title":"v2","fields":[{"title":"","value":"ok"},{"title":"by","value":""}]}]}""", "new deploy\nv2\nok\nby")]
    public void A_message_says_what_stands_in_it_once(string json, string expected) => Assert.That(Plain(json), Is.EqualTo(expected));

    [Test]
    public void Rich_text_keeps_its_lists_quotes_code_and_references()
    {
        const string Json =
            """
            {"ts":"1","blocks":[{"type":"rich_text","elements":[
              {"type":"rich_text_section","elements":[{"type":"text","text":"ask "},{"type":"user","user_id":"U1"},{"type":"text","text":" or "},
                {"type":"usergroup","usergroup_id":"S1"},{"type":"text","text":" in "},{"type":"channel","channel_id":"C1"},{"type":"text","text":" "},
                {"type":"broadcast","range":"here"},{"type":"text","text":" "},{"type":"emoji","name":"fire"},{"type":"text","text":" a < b "},
                {"type":"link","url":"https://x.example/?a=1&b=2","text":"x"},{"type":"date","timestamp":1,"fallback":"today"}]},
              {"type":"rich_text_list","style":"ordered","indent":0,"elements":[
                {"type":"rich_text_section","elements":[{"type":"text","text":"first"}]},{"type":"rich_text_section","elements":[{"type":"text","text":"second"}]}]},
              {"type":"rich_text_list","style":"bullet","indent":1,"elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"deep"}]}]},
              {"type":"rich_text_quote","elements":[{"type":"text","text":"quoted"}]},
              {"type":"rich_text_preformatted","elements":[{"type":"text","text":"kubectl get pods"}]}]}]}
            """;
        Assert.That(Plain(Json), Is.EqualTo(
            "ask @U1 or @subteam^S1 in #C1 @here :fire: a < b x (https://x.example/?a=1&b=2)today\n1. first\n2. second\n  - deep\n> quoted\n```\nkubectl get pods\n```"));
        Assert.That(References.InSlackText(MessageTextReader.Read(Message(Json))), Is.EqualTo(["U1", "S1", "C1"]));
    }

    [TestCase("\"text\"", "\"x\"")]
    [TestCase("\"type\"", "\"kind\"")]
    [TestCase(":[", ":{\"a\":1},\"b\":[")]
    [TestCase("\"text\":\"", "\"text\":[7],\"more\":\"")]
    [TestCase("{\"type\"", "null,7,\"x\",[],{\"type\"")]
    public void Whatever_stands_where_something_else_belongs_is_passed_over(string found, string put)
    {
        foreach (var json in new[] { Alertmanager, Grafana, Datadog, PagerDuty })
        {
            var broken = json.Replace(found, put, StringComparison.Ordinal);
            if (!Valid(broken)) continue;
            Assert.That(() => Plain(broken), Throws.Nothing);
        }
    }

    [Test]
    public void What_is_nested_without_end_has_an_end()
    {
        var block = """{"type":"header","text":{"type":"plain_text","text":"deepest"}}""";
        for (var i = 0; i < 25; i++) block = $$"""{"type":"container","blocks":[{{block}}]}""";
        Assert.That(Plain($$"""{"ts":"1","blocks":[{{block}}]}"""), Is.Empty);
    }

    [Test]
    public void A_persons_words_survive_any_formatting() =>
        Prop.ForAll<NonNull<string>>(said =>
        {
            var escaped = SlackText.Escape(said.Get);
            return SlackText.ToPlain(MessageTextReader.Read(new SlackMessage { Ts = "1", Text = escaped })) == SlackText.ToPlain(escaped.Trim('\n', '\r'));
        }).QuickCheckThrowOnFailure();

    private static string Plain(string json) => SlackText.ToPlain(MessageTextReader.Read(Message(json)));

    private static SlackMessage Message(string json) => JsonSerializer.Deserialize(json, SlackWebApiJsonContext.Default.SlackMessage)!;

    private static bool Valid(string json)
    {
        try
        {
            Message(json);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
