namespace JamieDaemon.Ollama.Progress;

/// <summary>The line in front of the model: so many are served at once, the others in the order they came.</summary>
/// <remarks>A semaphore would do but for one thing: it cannot say how many are in front.</remarks>
internal sealed class SlotLine(int slots)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Place> _waiting = [];
    private int _free = slots;

    public Place Enter()
    {
        lock (_lock)
        {
            if (_free > 0)
            {
                _free--;
                return new Place(this, null);
            }

            var place = new Place(this, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            _waiting.AddLast(place);
            return place;
        }
    }

    private int Ahead(Place place)
    {
        lock (_lock)
        {
            var ahead = 0;
            foreach (var other in _waiting)
            {
                if (ReferenceEquals(other, place))
                {
                    return ahead;
                }

                ahead++;
            }

            return 0;
        }
    }

    private void Leave(Place place)
    {
        lock (_lock)
        {
            if (place.Left || _waiting.Remove(place))
            {
                place.Left = true;
                return;
            }

            place.Left = true;
            if (_waiting.First is { } next)
            {
                _waiting.RemoveFirst();
                next.Value.Begin();
            }
            else
            {
                _free++;
            }
        }
    }

    /// <summary>One request's place, in the line or at the model.</summary>
    internal sealed class Place(SlotLine line, TaskCompletionSource? turn)
    {
        /// <summary>Ends when it is served.</summary>
        public Task Turn => turn?.Task ?? Task.CompletedTask;

        /// <summary>Others that are served before; 0 for the next and for those being served.</summary>
        public int Ahead => line.Ahead(this);

        internal bool Left { get; set; }

        /// <summary>Gives the place to the next; a second time nothing happens.</summary>
        public void Leave() => line.Leave(this);

        internal void Begin() => turn!.SetResult();
    }
}
