namespace JamieDaemon.Tests.Support;

/// <summary>Bytes as a line, a proxy or a bug may leave them: flipped, cut, doubled, and mixed with others.</summary>
internal sealed class DamagedBytes(IReadOnlyList<byte[]> seeds, int seed)
{
    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        List<byte> bytes = [.. Any()];
        for (var wounds = 1 + _random.Next(4); wounds > 0; wounds--) Wound(bytes);
        return [.. bytes];
    }

    private byte[] Any() => seeds[_random.Next(seeds.Count)];

    private void Wound(List<byte> bytes)
    {
        var at = _random.Next(bytes.Count + 1);
        var length = Math.Min(bytes.Count - at, 1 + _random.Next(20));
        switch (_random.Next(6))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1:
                bytes.Insert(at, (byte)_random.Next(256));
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 4:
                var other = Any();
                var from = _random.Next(other.Length);
                bytes.InsertRange(at, other[from..Math.Min(other.Length, from + 40)]);
                break;
            default:
                if (_random.Next(4) == 0) bytes.RemoveRange(at, bytes.Count - at);
                break;
        }
    }
}
