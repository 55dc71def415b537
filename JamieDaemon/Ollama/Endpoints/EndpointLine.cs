namespace JamieDaemon.Ollama.Endpoints;

/// <summary>The line in front of the models: each server works on so many questions at once; whoever is first takes the first server that can serve them.</summary>
/// <remarks>
/// One line for all, since nobody knows beforehand which server will be free first, and one that dies leaves nobody standing in a line of its own.
/// A semaphore would do but for two things: it cannot say how many are in front, nor which server is free.
/// </remarks>
internal sealed class EndpointLine
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Place> _waiting = [];
    private readonly IReadOnlyList<OllamaEndpoint> _endpoints;
    private readonly int _parallel;

    public EndpointLine(IReadOnlyList<OllamaEndpoint> endpoints, int parallel)
    {
        (_endpoints, _parallel) = (endpoints, parallel);
        foreach (var endpoint in endpoints)
        {
            endpoint.Circuit.Changed += Serve;
            endpoint.Models.Changed += Serve;
        }
    }

    /// <summary>Questions that are worked on at once, by those servers that are sent any.</summary>
    public int Slots
    {
        get
        {
            var serving = 0;
            foreach (var endpoint in _endpoints) serving += endpoint.Circuit.IsClosed ? 1 : 0;
            return Math.Max(serving, 1) * _parallel;
        }
    }

    /// <param name="model">Which model is to answer.</param>
    /// <param name="tried">Servers that have failed this question already: whoever comes from them has waited, and goes to the front.</param>
    public Place Enter(string model, IReadOnlyList<OllamaEndpoint> tried)
    {
        var place = new Place(this, OllamaModelName.Full(model), tried);
        lock (_lock)
        {
            if (!TryServe(place)) place.Node = tried.Count == 0 ? _waiting.AddLast(place) : _waiting.AddFirst(place);
        }

        return place;
    }

    /// <summary>Whether there is a server, free or not, that is sent questions, has not tried this one yet and may have the model.</summary>
    public bool AnyLeft(Place place)
    {
        var mustHave = AnyMayHave(place.Model);
        foreach (var endpoint in _endpoints)
        {
            if (IsLeft(endpoint, place, mustHave)) return true;
        }

        return false;
    }

    /// <summary>Whether a server that is sent no questions now is worth waiting for. That one is well which lacks the model helps nobody.</summary>
    public bool IsWorthWaiting(Place place)
    {
        var mustHave = AnyMayHave(place.Model);
        foreach (var endpoint in _endpoints)
        {
            if (!Lacks(endpoint, place, mustHave) && Outage.IsWorthWaiting(endpoint)) return true;
        }

        return false;
    }

    private static bool IsLeft(OllamaEndpoint endpoint, Place place, bool mustHave)
    {
        if (!endpoint.Circuit.IsClosed || Lacks(endpoint, place, mustHave)) return false;
        for (var i = 0; i < place.Tried.Count; i++)
        {
            if (ReferenceEquals(place.Tried[i], endpoint)) return false;
        }

        return true;
    }

    private static bool Lacks(OllamaEndpoint endpoint, Place place, bool mustHave) => mustHave && endpoint.Models.Has(place.Model) == false;

    private static bool IsBetter(OllamaEndpoint one, OllamaEndpoint other) =>
        one.Busy < other.Busy || (one.Busy == other.Busy && !one.Circuit.IsDoubtful && other.Circuit.IsDoubtful);

    /// <summary>A server without the model says so, which is worth hearing only where none has it.</summary>
    private bool AnyMayHave(string model)
    {
        if (_endpoints.Count == 1) return false;
        foreach (var endpoint in _endpoints)
        {
            if (endpoint.Models.Has(model) != false) return true;
        }

        return false;
    }

    /// <summary>The one with the fewest questions. Of equals one that has just failed is the last, else the first one listed, where the model stays warm.</summary>
    private OllamaEndpoint? Choose(Place place)
    {
        OllamaEndpoint? best = null;
        var mustHave = AnyMayHave(place.Model);
        foreach (var endpoint in _endpoints)
        {
            if (endpoint.Busy < _parallel && IsLeft(endpoint, place, mustHave) && (best is null || IsBetter(endpoint, best))) best = endpoint;
        }

        return best;
    }

    private bool TryServe(Place place)
    {
        if (Choose(place) is not { } endpoint) return false;
        endpoint.Busy++;
        place.Begin(endpoint);
        return true;
    }

    private void Serve()
    {
        lock (_lock)
        {
            for (var node = _waiting.First; node is not null;)
            {
                var next = node.Next;
                if (TryServe(node.Value)) _waiting.Remove(node);
                node = next;
            }
        }
    }

    private int Ahead(Place place)
    {
        lock (_lock)
        {
            var ahead = 0;
            for (var node = place.Node?.List is null ? null : place.Node.Previous; node is not null; node = node.Previous) ahead++;
            return ahead;
        }
    }

    private void Leave(Place place)
    {
        lock (_lock)
        {
            if (place.HasLeft) return;
            place.HasLeft = true;
            if (place.Endpoint is not { } endpoint)
            {
                _waiting.Remove(place.Node!);
                return;
            }

            endpoint.Busy--;
            Serve();
        }
    }

    /// <summary>One question's place, in the line or at a model.</summary>
    internal sealed class Place(EndpointLine line, string model, IReadOnlyList<OllamaEndpoint> tried)
    {
        private readonly TaskCompletionSource<OllamaEndpoint> _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Ends when it is served, with the server that serves it.</summary>
        public Task<OllamaEndpoint> Turn => _turn.Task;

        /// <summary>Others that are served before; 0 for the next and for those being served.</summary>
        public int Ahead => line.Ahead(this);

        internal string Model { get; } = model;

        internal IReadOnlyList<OllamaEndpoint> Tried { get; } = tried;

        internal OllamaEndpoint? Endpoint { get; private set; }

        internal LinkedListNode<Place>? Node { get; set; }

        internal bool HasLeft { get; set; }

        /// <summary>Gives the place to the next; a second time nothing happens.</summary>
        public void Leave() => line.Leave(this);

        internal void Begin(OllamaEndpoint endpoint)
        {
            Endpoint = endpoint;
            _turn.SetResult(endpoint);
        }
    }
}
