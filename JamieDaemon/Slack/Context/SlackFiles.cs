using JamieDaemon.Answering;
using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Context;

/// <summary>Reads the files of messages, a few at a time.</summary>
internal sealed partial class SlackFiles(
    SlackWebApiClient slack, SlackFileClient downloads, IOptions<SlackOptions> options, ILogger<SlackFiles> logger)
{
    private const int AtOnce = 4;

    /// <summary>Never fails; when it is given up, what is not read by then is late. In the order of the files.</summary>
    internal async Task<FileReading[]> ReadAsync(IReadOnlyList<SlackFile> files, bool canSee, CancellationToken cancellationToken)
    {
        if (files.Count == 0) return [];
        using var slots = new SemaphoreSlim(AtOnce);
        return await Task.WhenAll(files.Select(file => ReadAsync(file, canSee, slots, cancellationToken)));
    }

    private async Task<FileReading> ReadAsync(SlackFile file, bool canSee, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        try
        {
            await slots.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return FileReading.Missing(file.Name, OmissionReason.FileLate);
        }

        try
        {
            return await ReadAsync(await KnownAsync(file, canSee, cancellationToken), canSee, cancellationToken);
        }
        catch (SlackException unread)
        {
            Log.Unread(logger, file.Id, unread.Message);
            return FileReading.Missing(file.Name, ReasonOf(unread));
        }
        catch (OperationCanceledException)
        {
            return FileReading.Missing(file.Name, OmissionReason.FileLate);
        }
        finally
        {
            slots.Release();
        }
    }

    /// <summary>An event may hold no more than the id, and the question no more than the address; Slack knows the rest.</summary>
    private async Task<SlackFile> KnownAsync(SlackFile file, bool canSee, CancellationToken cancellationToken)
    {
        var kind = FileKindReader.Read(file);
        var isLarge = canSee && kind == FileKind.Image && file.Size > options.Value.ImageBytes && file.Thumbnail is null;
        if (kind != FileKind.Unknown && !isLarge) return file;
        var answer = await slack.FilesInfoAsync(file.Id, options.Value.ContextPatience, cancellationToken);
        return SlackFile.Read(answer.File) is { } known ? known with { FileAccess = known.FileAccess == "check_file_info" ? null : known.FileAccess } : file;
    }

    private async Task<FileReading> ReadAsync(SlackFile file, bool canSee, CancellationToken cancellationToken) => FileKindReader.Read(file) switch
    {
        FileKind.Mail => new FileReading(new ContextFile(file.Name, file.PlainText!), null),
        FileKind.Text or FileKind.Page => await TextAsync(file, cancellationToken),
        FileKind.Image when canSee => await ImageAsync(file, cancellationToken),
        FileKind.Image => FileReading.Missing(file.Name, OmissionReason.ImageUnseen),
        FileKind.Gone => FileReading.Missing(file.Name, OmissionReason.FileGone),
        FileKind.Elsewhere => FileReading.Missing(file.Name, OmissionReason.FileElsewhere),
        FileKind.Unreadable => FileReading.Missing(file.Name, OmissionReason.FileUnreadable),
        _ => FileReading.Missing(file.Name, OmissionReason.FileForbidden),
    };

    private async Task<FileReading> TextAsync(SlackFile file, CancellationToken cancellationToken)
    {
        var isPage = FileKindReader.Read(file) == FileKind.Page;
        // Of a canvas Slack gives another size than its page has.
        var wish = new FileWish(options.Value.FileBytes) { MayBeHtml = FileKindReader.MayBeHtml(file), Size = isPage ? null : file.Size };
        var bytes = await downloads.DownloadAsync(file.Url!, wish, cancellationToken);
        if (FileText.Decode(bytes) is not { } text) return FileReading.Missing(file.Name, OmissionReason.FileUnreadable);
        var content = new ContextFile(file.Name, isPage && HtmlText.IsHtml(text) ? HtmlText.Read(text) : text);
        return new FileReading(content, (bytes.EndSeen, bytes.Skipped) switch
        {
            (false, _) => new Omission(OmissionReason.EndOfFile, file.Name),
            (true, > 0) => new Omission(OmissionReason.MiddleOfFile, file.Name),
            _ => null,
        });
    }

    private async Task<FileReading> ImageAsync(SlackFile file, CancellationToken cancellationToken)
    {
        var isLarge = file.Size > options.Value.ImageBytes;
        if (isLarge && file.Thumbnail is null) return FileReading.Missing(file.Name, OmissionReason.FileTooLarge);
        var wish = new FileWish(options.Value.ImageBytes) { Whole = true, Size = isLarge ? null : file.Size };
        var bytes = (await downloads.DownloadAsync(isLarge ? file.Thumbnail! : file.Url!, wish, cancellationToken)).Head;
        return ImageType.Of(bytes.Span) is { } type
            ? new FileReading(ContextFile.OfImage(file.Name, bytes, type), null)
            : FileReading.Missing(file.Name, OmissionReason.FileUnreadable);
    }

    private static OmissionReason ReasonOf(SlackException unread) => unread switch
    {
        SlackFileException { Problem: FileProblem.Elsewhere } => OmissionReason.FileElsewhere,
        SlackFileException { Problem: FileProblem.Forbidden } => OmissionReason.FileForbidden,
        SlackFileException { Problem: FileProblem.Gone } => OmissionReason.FileGone,
        SlackFileException { Problem: FileProblem.TooLarge } => OmissionReason.FileTooLarge,
        SlackFileException { Problem: FileProblem.Late } => OmissionReason.FileLate,
        SlackApiException { Error: "file_not_found" or "file_deleted" } => OmissionReason.FileGone,
        SlackApiException { Kind: SlackErrorKind.BadRequest or SlackErrorKind.Configuration } => OmissionReason.FileForbidden,
        SlackRateLimitedException => OmissionReason.FileLate,
        _ => OmissionReason.FileFailed,
    };

    private static partial class Log
    {
        [LoggerMessage(EventName = "slack.file_unread", Level = LogLevel.Warning, Message = "Answering without file {FileId}: {Reason}")]
        public static partial void Unread(ILogger logger, string fileId, string reason);
    }
}
