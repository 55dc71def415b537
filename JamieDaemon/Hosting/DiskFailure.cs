namespace JamieDaemon.Hosting;

/// <summary>Tells what a disk refuses from what is a bug.</summary>
internal static class DiskFailure
{
    /// <summary>Whether the disk, or whoever sets its limits, has refused.</summary>
    /// <remarks>For a file that is as long as it may be (EFBIG: <c>ulimit -f</c>, a file system's own limit) .NET blames the argument <c>value</c>.</remarks>
    public static bool IsOne(Exception failure) => failure is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException { ParamName: "value" };
}
