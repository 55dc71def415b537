using JamieDaemon.Answering;
using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Access;

/// <summary>Whether somebody may ask: <see cref="AccessRule"/> with the facts that it needs, from Slack.</summary>
internal sealed partial class AskerAccess(
    SlackWebApiClient slack,
    SlackPeople people,
    GroupMembers groups,
    SlackIdentity identity,
    Pseudonyms pseudonyms,
    IOptions<SlackOptions> options,
    TimeProvider time,
    ILogger<AskerAccess> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private AccessOptions Access => options.Value.Access;

    /// <summary>Never fails for a Slack that does not answer: in doubt it decides against the asker.</summary>
    /// <inheritdoc cref="RefusalOnceKnownAsync" path="/param|/returns"/>
    public async Task<string?> RefusalAsync(string user, string? channel, CancellationToken cancellationToken)
    {
        try
        {
            return await RefusalOnceKnownAsync(user, channel, cancellationToken);
        }
        catch (UndeliveredException silent)
        {
            return Refused(user, AccessVerdict.Undecided, silent.Message);
        }
    }

    /// <summary>Decides on what Slack says, and not before it does.</summary>
    /// <param name="user">Who asks.</param>
    /// <param name="channel">Where; <see langword="null"/> on the Home tab.</param>
    /// <param name="cancellationToken">The answer is not wanted any more.</param>
    /// <returns>What to tell the person; <see langword="null"/> for one who may ask.</returns>
    /// <exception cref="UndeliveredException">Slack does not say at the moment who they are: whoever can wait should.</exception>
    public async Task<string?> RefusalOnceKnownAsync(string user, string? channel, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var verdict = await DecideAsync(user, channel, either.Token);
            return verdict == AccessVerdict.Admitted ? null : Refused(user, verdict, $"{verdict}");
        }
        catch (SlackApiException unsaid) when (unsaid.Kind != SlackErrorKind.Passing)
        {
            return Refused(user, AccessVerdict.Undecided, unsaid.Message);
        }
        catch (SlackException passing)
        {
            throw new UndeliveredException(passing.Message, passing);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UndeliveredException($"Slack took longer than {Patience.TotalSeconds} s to say who asks", late);
        }
    }

    private string Refused(string user, AccessVerdict verdict, string reason)
    {
        var hash = pseudonyms.Of(user);
        Log.Denied(logger, verdict == AccessVerdict.Undecided ? LogLevel.Warning : LogLevel.Information, hash, reason);
        return AccessText.Of(verdict, user);
    }

    private async Task<AccessVerdict> DecideAsync(string user, string? channel, CancellationToken cancellationToken)
    {
        var person = SlackPerson.Unseen;
        while (true)
        {
            switch (AccessRule.Decide(Access, user, channel, person))
            {
                case AccessVerdict.NeedsProfile:
                    person = await WithProfileAsync(person, user, cancellationToken);
                    break;
                case AccessVerdict.NeedsGroups:
                    var named = Access.AllowedGroups.Concat(Access.DeniedGroups);
                    person = person with { Groups = await groups.OfAsync(user, named, Patience, cancellationToken) };
                    break;
                case var verdict:
                    return verdict;
            }
        }
    }

    private async Task<SlackPerson> WithProfileAsync(SlackPerson person, string user, CancellationToken cancellationToken)
    {
        // The team of an event is not ours for sure where a channel is shared with others.
        if (identity.TeamId is null) identity.Learn(await slack.AuthTestAsync(cancellationToken));
        try
        {
            var found = await people.FindAsync(user, Patience, cancellationToken);
            return person with
            {
                IsGuest = found is { IsRestricted: true } or { IsUltraRestricted: true },
                IsExternal = found is null || found.IsStranger || !identity.IsColleague(found),
            };
        }
        catch (SlackApiException unseen) when (unseen.Error is "user_not_visible" or "user_not_found")
        {
            return person with { IsGuest = false, IsExternal = true };
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "access_denied", Message = "{User} may not ask: {Reason}")]
        public static partial void Denied(ILogger logger, LogLevel level, string user, string reason);
    }
}
