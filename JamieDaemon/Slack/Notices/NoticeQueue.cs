using System.Threading.Channels;

namespace JamieDaemon.Slack.Notices;

/// <summary>Notices on their way to the chat. Bounded: one that finds no place is not taken, and Slack is left to bring its cause again.</summary>
public sealed class NoticeQueue
{
    /// <summary>Notices that may wait.</summary>
    public const int Capacity = 1000;

    private readonly Channel<Notice> _channel = Channel.CreateBounded<Notice>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait });

    public bool TryAdd(Notice notice) => _channel.Writer.TryWrite(notice);

    public IAsyncEnumerable<Notice> ReadAllAsync() => _channel.Reader.ReadAllAsync(CancellationToken.None);

    public void Complete() => _channel.Writer.TryComplete();
}
