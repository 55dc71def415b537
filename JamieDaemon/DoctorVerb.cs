using System.CommandLine;
using JamieDaemon.Doctor;
using JamieDaemon.Hosting;

namespace JamieDaemon;

/// <summary>The verb <c>doctor</c>: looks at everything that Jamie needs, from where Jamie runs, and says what to do about what is wrong.</summary>
internal static class DoctorVerb
{
    public static Command Build(string[] settings)
    {
        var json = new Option<bool>("--json") { Description = "Print JSON instead of a table" };
        var command = new Command("doctor", "Look at everything that Jamie needs, beside a running Jamie or before the first start (exit code 0: nothing fails, 1: something does)") { json };
        command.SetAction((parsed, _) => RunAsync(settings, parsed.GetValue(json), Console.Out, TimeProvider.System));
        return command;
    }

    /// <param name="settings">As <c>--Section:Key=value</c>.</param>
    /// <param name="asJson">Whether a program reads it.</param>
    /// <param name="output">Where it is written.</param>
    /// <param name="time">The clock; it is looked at too.</param>
    /// <exception cref="SettingsFileException">There are no settings to go by.</exception>
    internal static async Task<int> RunAsync(string[] settings, bool asJson, TextWriter output, TimeProvider time)
    {
        // The daemon's own registrations, for the rules of its settings. No host is made of them: that would open log files.
        var builder = JamieHost.CreateBuilder(settings);
        await using var services = builder.Services.BuildServiceProvider();
        var given = DoctorSettings.Read(builder.Configuration, SettingProblems.Find(builder.Services, services));

        using var checkups = new Checkups(given, time);
        var looked = await new Examination(time, Examination.Limit).RunAsync(checkups.All);
        var discretion = new Discretion(given.Secrets);
        Finding[] findings = [.. given.Findings.Rows().Concat(looked).Select(discretion.Of)];
        await output.WriteAsync(asJson ? DoctorReport.ToJson(findings) : DoctorReport.ToText(findings));
        return DoctorReport.HasFailed(findings) ? HostExitCode.Failed : HostExitCode.Stopped;
    }
}
