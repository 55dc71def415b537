using System.Collections.Concurrent;

namespace JamieDaemon.Sandbox.Slack.Files;

/// <summary>The files of the workspace; members share them with a message or without a word.</summary>
public sealed class SlackFiles
{
    private readonly ConcurrentDictionary<string, SlackFile> _files = new();
    private readonly ConcurrentDictionary<string, int> _downloads = new();
    private readonly SlackTeam _team;
    private readonly SlackDirectory _directory;
    private readonly Conversations _conversations;
    private readonly SlackTimestamps _timestamps;
    private readonly TimeProvider _time;
    private readonly Func<string, Uri> _urlFor;

    internal SlackFiles(
        SlackTeam team, SlackDirectory directory, Conversations conversations, SlackTimestamps timestamps, TimeProvider time,
        Func<string, Uri> urlFor)
    {
        _team = team;
        _directory = directory;
        _conversations = conversations;
        _timestamps = timestamps;
        _time = time;
        _urlFor = urlFor;
    }

    /// <summary>A member shares files; the message's ts comes back.</summary>
    public string Share(string channel, string user, string text, params IReadOnlyList<FileUpload> files) =>
        Share(channel, user, text, threadTs: null, files);

    /// <summary>A member shares files in a thread; the message's ts comes back.</summary>
    public string Share(string channel, string user, string text, string? threadTs, IReadOnlyList<FileUpload> files)
    {
        var place = _directory.ChannelCalled(channel);
        var member = _directory.UserCalled(user);
        return _conversations.Post(place, new SlackMessage
        {
            Channel = place.Id,
            Text = text,
            ThreadTs = threadTs,
            Subtype = "file_share",
            Files = [.. files.Select(file => Add(member, file))],
        }.From(member)).Ts;
    }

    public SlackFile? Find(string id) => _files.GetValueOrDefault(id);

    /// <summary>How often the content was handed out.</summary>
    public int DownloadsOf(string id) => _downloads.GetValueOrDefault(id);

    /// <summary>A member deletes a file; the messages that share it stay.</summary>
    public void Delete(string id)
    {
        if (Find(id) is { } file)
            _files[id] = file with { IsDeleted = true };
    }

    internal void CountDownload(string id) => _downloads.AddOrUpdate(id, 1, (_, count) => count + 1);

    private SlackFile Add(SlackUser user, FileUpload upload)
    {
        var id = _timestamps.NextId("F");
        var name = Uri.EscapeDataString(upload.Name);
        return _files[id] = new SlackFile(id, upload, user.Id)
        {
            UrlPrivate = _urlFor($"files-pri/{_team.Id}-{id}/{name}").AbsoluteUri,
            UrlPrivateDownload = _urlFor($"files-pri/{_team.Id}-{id}/download/{name}").AbsoluteUri,
            Permalink = _urlFor($"files/{user.Id}/{id}/{name}").AbsoluteUri,
            Created = _time.GetUtcNow(),
        };
    }
}
