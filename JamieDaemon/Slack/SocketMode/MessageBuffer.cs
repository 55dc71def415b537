using System.Buffers;

namespace JamieDaemon.Slack.SocketMode;

/// <summary>Where the fragments of one websocket message come together. Grows as needed up to a cap; what is beyond is dropped and remembered as such.</summary>
internal sealed class MessageBuffer(int cap) : IDisposable
{
    private const int Initial = 16 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Initial);
    private byte[]? _scratch;
    private int _length;

    /// <summary>Whether the message was longer than the cap; <see cref="Written"/> then holds its beginning.</summary>
    public bool Overflowed { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>Room for the next fragment; never empty.</summary>
    public Memory<byte> Room()
    {
        if (_length == _bytes.Length && _length < cap) Grow();
        if (_length < Math.Min(_bytes.Length, cap)) return _bytes.AsMemory(_length, Math.Min(_bytes.Length, cap) - _length);
        Overflowed = true;
        return _scratch ??= new byte[Initial];
    }

    public void Advance(int count)
    {
        if (!Overflowed) _length += count;
    }

    /// <summary>Makes ready for the next message and gives an outsized buffer back.</summary>
    public void Clear()
    {
        (_length, Overflowed, _scratch) = (0, false, null);
        if (_bytes.Length <= 4 * Initial) return;
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = ArrayPool<byte>.Shared.Rent(Initial);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(_bytes.Length * 2, cap));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
