using JamieDaemon.Hosting.Systemd;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Hosting.Systemd;

[Platform(Include = "Linux")]
public sealed class NotifySocketTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task What_is_said_arrives_as_one_datagram(bool isAbstract)
    {
        using var folder = new TempFolder();
        using var manager = new ServiceManager(isAbstract ? $"@jamie-{Guid.NewGuid():N}" : folder.File("notify"));
        using var socket = new NotifySocket(manager.Address);
        Assert.That(socket.Send("READY=1\nSTATUS=Hört Slack"), Is.Null);
        Assert.That(socket.Send("WATCHDOG=1"), Is.Null);
        Assert.That(await manager.NextAsync(), Is.EqualTo(new[] { "READY=1", "STATUS=Hört Slack" }));
        Assert.That(await manager.NextAsync(), Is.EqualTo(new[] { "WATCHDOG=1" }));
    }

    [Test]
    public async Task A_manager_that_binds_its_socket_anew_is_heard_by()
    {
        using var folder = new TempFolder();
        using var socket = new NotifySocket(folder.File("notify"));
        using (new ServiceManager(folder.File("notify"))) Assert.That(socket.Send("WATCHDOG=1"), Is.Null);
        Assert.That(socket.Send("WATCHDOG=1"), Is.Not.Null, "nobody is there");
        File.Delete(folder.File("notify"));
        using var next = new ServiceManager(folder.File("notify"));
        Assert.That(socket.Send("READY=1"), Is.Null);
        Assert.That(await next.NextAsync(), Is.EqualTo(new[] { "READY=1" }));
    }

    [TestCase("notify", "neither a path nor")]
    [TestCase("@", "neither a path nor")]
    [TestCase("vsock:2:1234", "neither a path nor")]
    [TestCase("/there/is/no/such/socket", "")]
    public void An_address_where_nobody_listens_is_a_problem_and_no_exception(string address, string problem)
    {
        using var socket = new NotifySocket(address);
        Assert.That(socket.Send("READY=1"), Is.Not.Null.And.Contains(problem));
    }

    [Test]
    public void So_is_a_path_that_no_socket_can_have()
    {
        using var socket = new NotifySocket($"/{new string('x', 200)}");
        Assert.That(socket.Send("READY=1"), Is.Not.Null);
    }

    [Test]
    public async Task A_manager_that_reads_nothing_any_more_holds_nobody_up_for_good()
    {
        using var folder = new TempFolder();
        using var manager = new ServiceManager(folder.File("notify"));
        using var socket = new NotifySocket(manager.Address);
        Assert.That(await Task.Run(() => Enumerable.Range(0, 10_000).Select(_ => socket.Send("WATCHDOG=1")).FirstOrDefault(problem => problem is not null)).WaitAsync(Limits.Token), Is.Not.Null, "its queue is full");
        Assert.That(manager.Waiting(), Is.Not.Empty);
        Assert.That(socket.Send("WATCHDOG=1"), Is.Null, "and there is room again");
    }
}
