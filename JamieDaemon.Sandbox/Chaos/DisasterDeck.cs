namespace JamieDaemon.Sandbox.Chaos;

/// <summary>Deals every kind of disaster once, in random order, before any comes again.</summary>
internal sealed class DisasterDeck(Random random)
{
    private readonly Disaster[] _cards = Enum.GetValues<Disaster>();
    private int _dealt = int.MaxValue;

    public Disaster Next()
    {
        if (_dealt >= _cards.Length)
        {
            random.Shuffle(_cards);
            _dealt = 0;
        }

        return _cards[_dealt++];
    }
}
