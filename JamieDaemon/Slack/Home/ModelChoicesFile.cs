using System.Text.Json;
using System.Text.Json.Serialization;

namespace JamieDaemon.Slack.Home;

/// <summary>People's choices on disk: one small JSON file, written anew as a whole, which nobody but Jamie may read.</summary>
internal sealed class ModelChoicesFile(string directory)
{
    private const UnixFileMode OwnersDirectory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _directory = System.IO.Path.GetFullPath(directory);

    public string Path => System.IO.Path.Combine(_directory, "model-choices.json");

    /// <summary>By person. Empty when there is no file yet.</summary>
    /// <exception cref="InvalidDataException">It is not what <see cref="WriteAsync"/> writes.</exception>
    /// <exception cref="IOException">It cannot be read; or <see cref="UnauthorizedAccessException"/>.</exception>
    public Dictionary<string, string> Read()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path), ModelChoicesJsonContext.Default.ModelChoicesDocument) is { Version: 1, Models: { } models }
                && !models.ContainsValue(null!)
                ? models
                : throw new InvalidDataException("it has another format");
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (JsonException torn)
        {
            throw new InvalidDataException("it is no JSON", torn);
        }
    }

    /// <summary>Puts the whole file in the place of the old one: whoever reads, at whatever moment the power fails, finds the one or the other.</summary>
    /// <exception cref="IOException">It cannot be written; or <see cref="UnauthorizedAccessException"/>.</exception>
    public async Task WriteAsync(Dictionary<string, string> models)
    {
        var onUnix = !OperatingSystem.IsWindows();
        if (onUnix) Directory.CreateDirectory(_directory, OwnersDirectory);
        else Directory.CreateDirectory(_directory);

        var next = $"{Path}.next";
        // What a cut-off attempt left behind keeps its own mode when it is written over.
        File.Delete(next);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (onUnix) options.UnixCreateMode = OwnersFile;
        await using (var stream = new FileStream(next, options))
        {
            await JsonSerializer.SerializeAsync(stream, new ModelChoicesDocument(1, models), ModelChoicesJsonContext.Default.ModelChoicesDocument);
            stream.Flush(flushToDisk: true);
        }

        File.Move(next, Path, overwrite: true);
    }
}

internal sealed record ModelChoicesDocument(int Version, Dictionary<string, string>? Models);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ModelChoicesDocument))]
internal sealed partial class ModelChoicesJsonContext : JsonSerializerContext;
