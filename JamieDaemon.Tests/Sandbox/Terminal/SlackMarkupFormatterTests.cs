using JamieDaemon.Sandbox.Terminal;
using Spectre.Console;

namespace JamieDaemon.Tests.Sandbox.Terminal;

public sealed class SlackMarkupFormatterTests
{
    [TestCase("plain", "plain")]
    [TestCase("*bold* and _slanted_", "[bold]bold[/] and [italic]slanted[/]")]
    [TestCase("run `kubectl get pods`", "run [olive]kubectl get pods[/]")]
    [TestCase("a &lt;b&gt; &amp; c", "a <b> & c")]
    [TestCase("&amp;lt;", "&lt;")]
    [TestCase("<@U1> look", "@name-of-U1 look")]
    [TestCase("<@U1|jo> look", "@name-of-U1 look")]
    [TestCase("array[0] [red]", "array[[0]] [[red]]")]
    [TestCase("snake_case_name and 2*3*4", "snake_case_name and 2*3*4")]
    public void Slack_text_becomes_markup(string text, string expected) =>
        Assert.That(SlackMarkupFormatter.Format(text, id => "name-of-" + id), Is.EqualTo(expected));

    [TestCase("*[*")]
    [TestCase("`[/]` _]_")]
    [TestCase("*a _b* c_")]
    public void No_text_breaks_the_markup(string text) =>
        Assert.That(() => new Markup(SlackMarkupFormatter.Format(text, id => id)), Throws.Nothing);
}
