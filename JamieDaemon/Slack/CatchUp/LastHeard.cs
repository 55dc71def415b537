using System.Globalization;
using JamieDaemon.Hosting;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.CatchUp;

/// <summary>When Jamie last heard Slack, kept over restarts: what was asked after it was not heard.</summary>
internal sealed partial class LastHeard(IOptions<SlackOptions> options, ILogger<LastHeard> logger)
{
    private readonly string? _path = options.Value.StateDirectory is { Length: > 0 } directory ? Path.GetFullPath(Path.Combine(directory, "last-heard")) : null;
    private bool _isKept = true;

    /// <summary>What an earlier process has left; <see langword="null"/> when there was none, or nothing can be read.</summary>
    public DateTimeOffset? Read()
    {
        try
        {
            return _path is not null && DateTimeOffset.TryParseExact(File.ReadAllText(_path), "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var heard)
                ? heard
                : null;
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            Say(unreadable, "read");
            return null;
        }
    }

    /// <summary>Whoever reads, at whatever moment the power fails, finds this or an earlier time. Never fails.</summary>
    public void Write(DateTimeOffset now)
    {
        if (_path is null) return;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            var next = $"{_path}.next";
            File.WriteAllText(next, now.ToString("O", CultureInfo.InvariantCulture));
            File.Move(next, _path, overwrite: true);
            _isKept = true;
        }
        catch (Exception unwritable) when (DiskFailure.IsOne(unwritable))
        {
            if (_isKept) Say(unwritable, "written");
            _isKept = false;
        }
    }

    private void Say(Exception failure, string done) =>
        Log.NotKept(logger, $"What is asked around a restart may be missed: {_path} cannot be {done} ({failure.Message}). Make it writable, or set Slack:StateDirectory.");

    private static partial class Log
    {
        [LoggerMessage(EventName = "state.not_kept", Level = LogLevel.Warning, Message = "{Problem}")]
        public static partial void NotKept(ILogger logger, string problem);
    }
}
