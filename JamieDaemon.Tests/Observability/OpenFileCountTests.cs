using JamieDaemon.Observability;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Observability;

public sealed class OpenFileCountTests
{
    [Test]
    public void A_folder_that_cannot_be_listed_has_no_number_rather_than_none() => Assert.That(OpenFileCount.Count("/nobody/has/this"), Is.Null);

    [Test]
    public async Task Whoever_has_used_up_all_descriptors_holds_as_many_as_there_may_be()
    {
        // A process of its own: nobody else could open anything meanwhile.
        using var greedy = ChildProgram.Start("exhaust");
        var said = await greedy.StandardOutput.ReadToEndAsync(Limits.Token);
        await greedy.WaitForExitAsync(Limits.Token);
        Assert.That((greedy.ExitCode, said), Is.EqualTo((0, "True 4321")), await greedy.StandardError.ReadToEndAsync(Limits.Token));
    }
}
