using JamieDaemon.Slack.SocketMode;
using JamieDaemon.Tests.Support;
namespace JamieDaemon.Tests;
public sealed class TempAlloc
{
    [Test, NonParallelizable]
    public void Measure()
    {
        foreach (var name in new[] { "env-pysdk-3-events_api", "env-javasdk-eventsEnvelope", "env-javasdk-interactiveEnvelope", "env-pysdk-0-slash_commands" })
        {
            var v = Vectors.Read(name);
            for (var i = 0; i < 20000; i++) SocketModeReader.Read(v);
            var best = double.MaxValue; long bytes = 0;
            for (var r = 0; r < 10; r++)
            {
                var b = GC.GetAllocatedBytesForCurrentThread();
                var t = System.Diagnostics.Stopwatch.GetTimestamp();
                for (var i = 0; i < 5000; i++) SocketModeReader.Read(v);
                best = Math.Min(best, System.Diagnostics.Stopwatch.GetElapsedTime(t).TotalMicroseconds / 5000);
                bytes = (GC.GetAllocatedBytesForCurrentThread() - b) / 5000;
            }
            TestContext.Out.WriteLine($"ALLOC {name} {bytes} B {best:0.00} us");
        }
    }
}
