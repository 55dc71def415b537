using System.Diagnostics;
using System.Runtime.InteropServices;

namespace JamieDaemon.Tests.Support;

/// <summary>Sends a signal as the kernel takes it: a small system has no program for that.</summary>
/// <seealso href="https://man7.org/linux/man-pages/man2/kill.2.html"/>
internal static class Signal
{
    private const int Hangup = 1;
    private const int Interruption = 2;
    private const int Termination = 15;

    public static void Hup(Process process) => Send(process.Id, Hangup);

    public static void Int(Process process) => Send(process.Id, Interruption);

    public static void Term(Process process) => Term(process.Id);

    public static void Term(int process) => Send(process, Termination);

    private static void Send(int process, int signal) =>
        Assert.That(kill(process, signal), Is.Zero, $"signal {signal} did not reach process {process}: {Marshal.GetLastPInvokeErrorMessage()}");

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int process, int signal);
}
