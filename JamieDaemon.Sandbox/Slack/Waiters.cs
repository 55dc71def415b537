using System.Collections.Immutable;

namespace JamieDaemon.Sandbox.Slack;

/// <summary>Lets callers wait for the first item that satisfies them, without polling.</summary>
internal sealed class Waiters<T>
{
    private ImmutableList<Waiter> _waiting = [];

    public void Offer(T item)
    {
        foreach (var waiter in Volatile.Read(ref _waiting))
            waiter.Offer(item);
    }

    /// <summary>Waits for an item; those that are already there are asked for after registering, so none slips through.</summary>
    public async Task<T> WhenAsync(Func<T, bool> predicate, Func<IEnumerable<T>> existing, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(predicate);
        ImmutableInterlocked.Update(ref _waiting, (all, added) => all.Add(added), waiter);
        try
        {
            foreach (var item in existing())
                waiter.Offer(item);
            return await waiter.Found.WaitAsync(cancellationToken);
        }
        finally
        {
            ImmutableInterlocked.Update(ref _waiting, (all, removed) => all.Remove(removed), waiter);
        }
    }

    private sealed class Waiter(Func<T, bool> predicate)
    {
        private readonly TaskCompletionSource<T> _found = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<T> Found => _found.Task;

        public void Offer(T item)
        {
            try
            {
                if (!_found.Task.IsCompleted && predicate(item))
                    _found.TrySetResult(item);
            }
            catch (Exception exception)
            {
                _found.TrySetException(exception);
            }
        }
    }
}
