using JamieDaemon.Ollama.Progress;

namespace JamieDaemon.Tests.Ollama.Progress;

public sealed class SlotPaceTests
{
    [Test]
    public void A_wait_is_the_mean_time_of_a_slot_for_everybody_in_front_and_oneself()
    {
        var pace = new SlotPace();
        Assert.That(pace.Wait(ahead: 3, slots: 1), Is.Null, "nothing was measured yet");

        pace.SlotHeld(TimeSpan.FromSeconds(10));
        pace.SlotHeld(TimeSpan.FromSeconds(20));

        Assert.That(pace.Wait(ahead: 0, slots: 1), Is.EqualTo(TimeSpan.FromSeconds(12)));
        Assert.That(pace.Wait(ahead: 3, slots: 2), Is.EqualTo(TimeSpan.FromSeconds(24)));
    }
}
