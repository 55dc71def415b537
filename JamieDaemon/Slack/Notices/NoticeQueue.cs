using System.Threading.Channels;

namespace JamieDaemon.Slack.Notices;

/// <summary>Notices on their way to the chat. Bounded: one that finds no place is not taken, and Slack is left to bring its cause again.</summary>
/// <remarks>Those that open a dialog lapse within seconds, so they do not stand in line behind those that may have to wait out a rate limit.</remarks>
internal sealed class NoticeQueue
{
    /// <summary>Notices of either sort that may wait.</summary>
    public const int Capacity = 1000;

    private readonly Channel<Notice> _dialogs = Create();
    private readonly Channel<Notice> _others = Create();

    public bool TryAdd(Notice notice) => (notice.OpensDialog ? _dialogs : _others).Writer.TryWrite(notice);

    /// <summary>All but those that open a dialog.</summary>
    public IAsyncEnumerable<Notice> ReadAllAsync() => _others.Reader.ReadAllAsync(CancellationToken.None);

    /// <summary>Those that open a dialog.</summary>
    public IAsyncEnumerable<Notice> ReadDialogsAsync() => _dialogs.Reader.ReadAllAsync(CancellationToken.None);

    public void Complete()
    {
        _dialogs.Writer.TryComplete();
        _others.Writer.TryComplete();
    }

    /// <summary>Takes out what nobody will deliver any more.</summary>
    internal List<Notice> TakeRest()
    {
        var rest = new List<Notice>();
        while (_dialogs.Reader.TryRead(out var notice) || _others.Reader.TryRead(out notice)) rest.Add(notice);
        return rest;
    }

    private static Channel<Notice> Create() =>
        Channel.CreateBounded<Notice>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait });
}
