using JamieDaemon.Sandbox.Terminal;

namespace JamieDaemon.Tests.Sandbox.Terminal;

public sealed class UserLineTests
{
    [TestCase("why is it slow?", UserAction.Mention, "why is it slow?")]
    [TestCase("  why?  ", UserAction.Mention, "why?")]
    [TestCase("@jamie why?", UserAction.Mention, "why?")]
    [TestCase("@jamie", UserAction.Mention, "")]
    [TestCase("/ask-jamie why?", UserAction.Command, "why?")]
    [TestCase("/ask-jamie", UserAction.Command, "")]
    [TestCase("dm are you there", UserAction.Direct, "are you there")]
    [TestCase("DM hi", UserAction.Direct, "hi")]
    [TestCase("dmesg says what?", UserAction.Mention, "dmesg says what?")]
    [TestCase("thread and then?", UserAction.FollowUp, "and then?")]
    [TestCase("home", UserAction.Home, "")]
    [TestCase("home directory full", UserAction.Mention, "home directory full")]
    [TestCase("help", UserAction.Help, "")]
    [TestCase("help me with this pod", UserAction.Mention, "help me with this pod")]
    [TestCase("messages", UserAction.Messages, "")]
    [TestCase("click 3", UserAction.Click, "3")]
    [TestCase("click the button, and then?", UserAction.Mention, "click the button, and then?")]
    [TestCase("stop", UserAction.Stop, "")]
    [TestCase("stop the rollout how?", UserAction.Mention, "stop the rollout how?")]
    [TestCase("edit why is it slow?", UserAction.Edit, "why is it slow?")]
    [TestCase("upload app.log what is wrong?", UserAction.Upload, "app.log what is wrong?")]
    [TestCase("shortcut ask_jamie", UserAction.Shortcut, "ask_jamie")]
    [TestCase("shortcut for restarting?", UserAction.Mention, "shortcut for restarting?")]
    [TestCase("submit too slow", UserAction.Submit, "too slow")]
    [TestCase("close", UserAction.Close, "")]
    [TestCase("quit", UserAction.Quit, "")]
    [TestCase("", UserAction.Nothing, "")]
    [TestCase("   ", UserAction.Nothing, "")]
    public void A_line_is_read(string line, UserAction action, string text) =>
        Assert.That(UserLine.Read(line), Is.EqualTo(new UserLine(action, text)));
}
