namespace JamieDaemon.Answering;

/// <summary>Who is served next: what is urgent first, but not for ever, and in each of the two lanes askers in turn. Not thread-safe by itself.</summary>
internal sealed class FairLine
{
    /// <summary>Urgent questions in a row while others wait: an incident leaves everybody else a quarter of the workers.</summary>
    public const int MostUrgentInARow = 3;

    private readonly AskerTurns _urgent = new();
    private readonly AskerTurns _others = new();
    private int _urgentInARow;

    public int Count => _urgent.Count + _others.Count;

    public AskerTurns.Place Add(OpenQuestion open) => (open.Question.IsUrgent ? _urgent : _others).Add(open);

    /// <summary>Takes the next question. There must be one.</summary>
    public OpenQuestion TakeFirst()
    {
        var isUrgent = IsUrgentNext(_urgent.Count, _others.Count, _urgentInARow);
        _urgentInARow = isUrgent && _others.Count > 0 ? _urgentInARow + 1 : 0;
        return (isUrgent ? _urgent : _others).TakeFirst();
    }

    /// <summary>All that wait, in the order in which they are served if nobody else comes.</summary>
    public List<OpenQuestion> InOrder()
    {
        var (urgent, others) = (_urgent.InOrder(), _others.InOrder());
        if (urgent.Count == 0) return others;
        var order = new List<OpenQuestion>(urgent.Count + others.Count);
        var (u, o, inARow) = (0, 0, _urgentInARow);
        while (order.Count < order.Capacity)
        {
            var isUrgent = IsUrgentNext(urgent.Count - u, others.Count - o, inARow);
            inARow = isUrgent && o < others.Count ? inARow + 1 : 0;
            order.Add(isUrgent ? urgent[u++] : others[o++]);
        }

        return order;
    }

    private static bool IsUrgentNext(int urgent, int others, int inARow) => urgent > 0 && (others == 0 || inARow < MostUrgentInARow);
}
