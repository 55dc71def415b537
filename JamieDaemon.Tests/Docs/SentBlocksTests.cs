using JamieDaemon.Sandbox.Slack.Blocks;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Docs;

/// <summary>The blocks that the whole daemon really sent, before judges that nobody here wrote.</summary>
public sealed class SentBlocksTests
{
    [Test]
    public async Task Slacks_own_types_take_everything_that_was_sent([Values(Scene.Message, Scene.Home, Scene.Modal)] string type)
    {
        var scenes = await Scenes.PlayedAsync();
        var ofType = scenes.All.Where(scene => scene.Type == type).DistinctBy(scene => scene.Content.GetRawText()).ToList();
        Assert.That(ofType, Is.Not.Empty);
        await SlackTypes.ApproveAsync(type, ofType.Select(scene => (scene.Name, scene.Content)));
    }

    [Test]
    public async Task Slacks_documented_limits_are_kept_by_everything_that_was_sent()
    {
        var scenes = await Scenes.PlayedAsync();
        Assert.Multiple(() =>
        {
            foreach (var scene in scenes.All)
            {
                var refusal = scene.Type == Scene.Message
                    ? BlockRules.RefuseMessage(scene.Content)
                    : BlockRules.RefuseView(scene.Content.GetProperty("blocks"));
                Assert.That(refusal, Is.Null, scene.Name);
            }
        });
    }

    [TestCase("mention", "markdown,context,context_actions,actions")]
    [TestCase("table", "markdown,context,context_actions,actions")]
    [TestCase("growing answer", "markdown,actions")]
    [TestCase("edited answer", "markdown,context,context_actions,actions")]
    [TestCase("answer without Markdown", "section,context,context_actions,actions")]
    [TestCase("command answer", "markdown,context,actions")]
    [TestCase("shared answer", "markdown,context")]
    [TestCase("stopped answer", "context,actions")]
    [TestCase("apology", "markdown,actions")]
    [TestCase("details", "section,section")]
    public async Task What_is_judged_is_what_people_saw(string name, string types)
    {
        var scene = (await Scenes.PlayedAsync()).All.Single(scene => scene.Name == name);
        Assert.That(string.Join(',', scene.Content.EnumerateArray().Select(block => block.GetProperty("type").GetString())), Does.EndWith(types));
    }
}
