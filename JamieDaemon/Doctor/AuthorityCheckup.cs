using JamieDaemon.Hosting;

namespace JamieDaemon.Doctor;

/// <summary>Whether the extra authorities can be read, and until when they are good.</summary>
/// <param name="file">Network:ExtraCaFile; empty: none.</param>
/// <param name="isReadable">Whether it is right as a setting.</param>
/// <param name="time">The clock.</param>
internal sealed class AuthorityCheckup(string file, bool isReadable, TimeProvider time) : ICheckup
{
    private static readonly TimeSpan Notice = TimeSpan.FromDays(30);

    public string Name => "authorities";

    public Task<Finding> LookAsync(CancellationToken cancellationToken) => Task.FromResult(
        file.Length == 0 ? Finding.Ok(Name, "those of the system")
        : isReadable ? Judge([.. ExtraTrust.Load(file).Select(authority => new DateTimeOffset(authority.NotAfter))], time.GetUtcNow())
        : Finding.Unknown(Name, "Network:ExtraCaFile must be mended first: see settings"));

    /// <param name="ends">When each of them ends.</param>
    /// <param name="now">The time.</param>
    public static Finding Judge(IReadOnlyList<DateTimeOffset> ends, DateTimeOffset now)
    {
        const string name = "authorities";
        const string fix = "Ask those who run the firewall for their present authority, and put it in the file of Network:ExtraCaFile.";
        var (first, last) = (ends.Min(), ends.Max());
        // One that has ended may stand beside its successor.
        return last <= now ? Finding.Fail(name, $"none of Network:ExtraCaFile is good any more, the last ended {last:yyyy-MM-dd}", fix)
            : last <= now + Notice ? Finding.Warn(name, $"Network:ExtraCaFile ends {last:yyyy-MM-dd}", fix)
            : first <= now + Notice ? Finding.Warn(name, $"one of {ends.Count} in Network:ExtraCaFile ends {first:yyyy-MM-dd}", fix)
            : Finding.Ok(name, $"those of the system, and {ends.Count} of Network:ExtraCaFile until {first:yyyy-MM-dd}");
    }
}
