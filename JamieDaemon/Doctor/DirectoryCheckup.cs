using JamieDaemon.Hosting;

namespace JamieDaemon.Doctor;

/// <summary>Whether a directory can be written to, and how much room there is. It is not made: it would belong to whoever asks, not to the daemon.</summary>
/// <param name="name">The row, as <c>journal</c>.</param>
/// <param name="setting">As <c>Journal:Directory</c>.</param>
/// <param name="directory">Empty: none.</param>
/// <param name="without">What it means that there is none.</param>
/// <param name="whenFull">What it means that its disk is full.</param>
/// <param name="lockFile">What a running Jamie holds in it; <see langword="null"/>: nothing.</param>
internal sealed class DirectoryCheckup(string name, string setting, string directory, string without, string whenFull, string? lockFile = null) : ICheckup
{
    private const long Little = 1L << 30;
    private const long TooLittle = 64L << 20;

    public string Name => name;

    public Task<Finding> LookAsync(CancellationToken cancellationToken) => Task.FromResult(directory.Length == 0 ? Finding.Ok(name, without) : Look());

    /// <param name="name">The row.</param>
    /// <param name="path">The directory.</param>
    /// <param name="how">What else there is to say of it.</param>
    /// <param name="free">Bytes.</param>
    /// <param name="whenFull">What it means that there are none.</param>
    public static Finding Judge(string name, string path, string how, long free, string whenFull)
    {
        var found = $"{path} is writable{how}, {Size(free)} free";
        return free < TooLittle ? Finding.Fail(name, found, $"Make room on the disk of {path}: {whenFull}.")
            : free < Little ? Finding.Warn(name, found, $"Make room on the disk of {path}.")
            : Finding.Ok(name, found);
    }

    private static string Size(long bytes) => bytes >= Little ? $"{bytes / (double)Little:0.0} GiB" : $"{bytes >> 20} MiB";

    private Finding Look()
    {
        var path = Path.GetFullPath(directory);
        try
        {
            var there = path;
            while (!Directory.Exists(there))
            {
                if (File.Exists(there)) return Refused(path, $"{there} is a file");
                there = Path.GetDirectoryName(there) ?? Path.DirectorySeparatorChar.ToString();
            }

            TryToWrite(there);
            var how = there != path ? " once it is made" : lockFile is not null && IsHeld(Path.Combine(path, lockFile)) ? ", in use by a running Jamie" : "";
            return Judge(name, path, how, new DriveInfo(there).AvailableFreeSpace, whenFull);
        }
        catch (Exception failure) when (DiskFailure.IsOne(failure))
        {
            return Refused(path, failure.Message);
        }
    }

    private Finding Refused(string path, string why) =>
        Finding.Fail(name, $"{path} cannot be written to: {why}", $"Give the user that Jamie runs as ({Environment.UserName} asks now) a directory of its own, and name it in {setting}.");

    /// <summary>Rights on paper tell little (read-only mounts, quotas, SELinux): a file that is gone when it is closed tells all.</summary>
    private static void TryToWrite(string path)
    {
        using var probe = new FileStream(Path.Combine(path, $".jamie-doctor-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        probe.WriteByte(0);
        probe.Flush();
    }

    /// <summary>By opening it to read, which a running Jamie does not notice.</summary>
    private static bool IsHeld(string path)
    {
        if (!File.Exists(path)) return false;
        try
        {
            using var free = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
