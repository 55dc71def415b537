using System.Collections.Concurrent;

namespace JamieDaemon.Sandbox.Slack.SocketMode;

/// <summary>Gives each payload to one connection and, while no ack comes, to the next as Slack's schedule says.</summary>
internal sealed class Deliveries(SlackSockets sockets, Agenda agenda, SlackWorkspaceOptions options)
{
    private readonly ConcurrentDictionary<Guid, Sending> _sent = new();
    private int _count;

    public void Send(Envelope envelope)
    {
        if (sockets.Next(except: envelope.LastSocket) is not { } socket)
        {
            if (options.Faults.ForgetsUnheard)
                GiveUp(envelope);
            else
                Fail(envelope, "connection_failed");
            return;
        }

        var id = Guid.NewGuid();
        var text = EnvelopeWriter.Write(id, envelope);
        var twin = IsDoubled() ? sockets.Next(except: socket) : null;
        envelope.Ids.Add(id);
        envelope.LastSocket = socket;
        _sent[id] = new Sending(envelope, socket, twin, options.Time.GetTimestamp());
        agenda.After(RedeliverySchedule.AckWithin, () => CheckAck(envelope));
        socket.SendText(text);
        twin?.SendText(text);
    }

    public void Receive(SlackSocket socket, ReadOnlySpan<byte> text)
    {
        if (Ack.Read(text) is not { } ack)
            sockets.Acks.CountMalformed();
        else if (!Guid.TryParse(ack.EnvelopeId, out var id) || !_sent.TryGetValue(id, out var sending))
            sockets.Acks.CountUnknown();
        else
            Acknowledge(sending, socket, ack);
        sockets.Report();
    }

    private void Acknowledge(Sending sending, SlackSocket socket, Ack ack)
    {
        if (socket != sending.Socket && socket != sending.Twin)
            sockets.Acks.CountOtherSocket();
        if (!sending.Envelope.TryAck())
        {
            sockets.Acks.CountRepeated();
            return;
        }

        sockets.Acks.First(options.Time.GetElapsedTime(sending.SentAt));
        sending.Envelope.OnAcked?.Invoke(ack.Payload);
    }

    private void CheckAck(Envelope envelope)
    {
        if (envelope.IsAcked)
            Forget(envelope);
        else
            Fail(envelope, "timeout");
    }

    private void Fail(Envelope envelope, string reason)
    {
        if (!envelope.IsEvent || RedeliverySchedule.WaitAfter(envelope.Attempt, options.TimeScale) is not { } wait)
        {
            GiveUp(envelope);
            return;
        }

        envelope.Attempt++;
        envelope.RetryReason = reason;
        if (wait == TimeSpan.Zero)
            Send(envelope);
        else
            agenda.After(wait, () => SendAgain(envelope));
    }

    private void SendAgain(Envelope envelope)
    {
        if (envelope.IsAcked)
            Forget(envelope);
        else
            Send(envelope);
    }

    private void GiveUp(Envelope envelope)
    {
        Forget(envelope);
        sockets.CountLost();
        envelope.OnFailed?.Invoke();
    }

    private void Forget(Envelope envelope)
    {
        foreach (var id in envelope.Ids)
            _sent.TryRemove(id, out _);
    }

    private bool IsDoubled() =>
        options.Faults.DuplicateEvery is > 0 and var every && Interlocked.Increment(ref _count) % every == 0;

    private sealed record Sending(Envelope Envelope, SlackSocket Socket, SlackSocket? Twin, long SentAt);
}
