namespace JamieDaemon.Tests.Support;

/// <summary>Hands out its bytes in the given pieces, one a read, as a socket may cut them.</summary>
internal sealed class PiecewiseStream(IEnumerable<byte[]> pieces) : Stream
{
    private readonly Queue<ReadOnlyMemory<byte>> _pieces = new(pieces.Where(piece => piece.Length > 0).Select(piece => new ReadOnlyMemory<byte>(piece)));

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Cuts the bytes after each of the given counts.</summary>
    public static PiecewiseStream Cut(byte[] bytes, IEnumerable<int> lengths)
    {
        var pieces = new List<byte[]>();
        var start = 0;
        foreach (var length in lengths)
        {
            var end = Math.Min(bytes.Length, start + Math.Max(1, length));
            pieces.Add(bytes[start..end]);
            start = end;
        }

        pieces.Add(bytes[start..]);
        return new PiecewiseStream(pieces);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (!_pieces.TryDequeue(out var piece))
        {
            return 0;
        }

        var count = Math.Min(piece.Length, buffer.Length);
        piece.Span[..count].CopyTo(buffer);
        if (count < piece.Length)
        {
            var rest = _pieces.ToArray();
            _pieces.Clear();
            _pieces.Enqueue(piece[count..]);
            Array.ForEach(rest, _pieces.Enqueue);
        }

        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
