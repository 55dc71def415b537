namespace JamieDaemon.Answering;

/// <summary>Those who wait in one lane: askers take turns, and each of them is served in the order they asked. Not thread-safe by itself.</summary>
/// <remarks>
/// An asker who waits no longer has left the ring, and joins it again at its end: so nobody waits behind more than one question of each other asker,
/// but for those they have asked themselves.
/// </remarks>
internal sealed class AskerTurns
{
    private readonly Dictionary<string, Asker> _askers = new(StringComparer.Ordinal);
    private readonly LinkedList<Asker> _ring = [];

    public int Count { get; private set; }

    public Place Add(OpenQuestion open)
    {
        var name = open.Question.Asker;
        if (!_askers.TryGetValue(name, out var asker))
        {
            _askers[name] = asker = new Asker(name);
            asker.Turn = _ring.AddLast(asker);
        }

        Count++;
        return new Place(this, asker, asker.Questions.AddLast(open));
    }

    /// <summary>Takes the question of whoever's turn it is. There must be one.</summary>
    public OpenQuestion TakeFirst()
    {
        var asker = _ring.First!.Value;
        var first = asker.Questions.First!;
        _ring.Remove(asker.Turn);
        _ring.AddLast(asker.Turn);
        Remove(asker, first);
        return first.Value;
    }

    /// <summary>All that wait, in the order in which they are served if nobody else comes.</summary>
    public List<OpenQuestion> InOrder()
    {
        var order = new List<OpenQuestion>(Count);
        var round = new List<LinkedListNode<OpenQuestion>>(_ring.Count);
        foreach (var asker in _ring) round.Add(asker.Questions.First!);
        while (round.Count > 0)
        {
            var left = 0;
            for (var i = 0; i < round.Count; i++)
            {
                order.Add(round[i].Value);
                if (round[i].Next is { } next) round[left++] = next;
            }

            round.RemoveRange(left, round.Count - left);
        }

        return order;
    }

    private void Remove(Asker asker, LinkedListNode<OpenQuestion> question)
    {
        asker.Questions.Remove(question);
        Count--;
        if (asker.Questions.Count > 0) return;
        _ring.Remove(asker.Turn);
        _askers.Remove(asker.Name);
    }

    /// <summary>Where one question stands.</summary>
    internal readonly struct Place(AskerTurns turns, Asker asker, LinkedListNode<OpenQuestion> question)
    {
        /// <summary>Gives the place up; nothing happens once it was taken.</summary>
        public void Leave()
        {
            if (question.List is not null) turns.Remove(asker, question);
        }
    }

    /// <summary>One who waits, with all they have asked.</summary>
    internal sealed class Asker(string name)
    {
        public string Name { get; } = name;

        public LinkedList<OpenQuestion> Questions { get; } = [];

        public LinkedListNode<Asker> Turn { get; set; } = null!;
    }
}
