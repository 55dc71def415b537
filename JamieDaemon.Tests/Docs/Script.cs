using JamieDaemon.Sandbox.Model;

namespace JamieDaemon.Tests.Docs;

/// <summary>A question of the documentation's pictures, and what the model says to it.</summary>
internal sealed record Script(string Question, string Text)
{
    public static Script Crash { get; } = new(
        "why does checkout-api restart with exit code 137?",
        """
        **Exit code 137 means that the kernel killed the container** (128 + 9, SIGKILL), nearly always because it went over its memory limit. The alert above says 6 restarts in 10 minutes.

        1. See whether it was the memory limit:
           ```bash
           kubectl -n payments describe pod checkout-api-7d9f | grep -A5 'Last State'
           ```
           `OOMKilled` confirms it.
        2. Compare usage with the limit: `kubectl -n payments top pod`.
        3. If it began with a release, **roll back first** and look for the leak afterwards.

        *I assume* that no node was drained; I cannot see your cluster.
        """);

    public static Script Table { get; } = new(
        "make a table of this: db-1 primary, disk 93 %; db-2 replica, 61 %; db-3 replica, 58 %",
        """
        By what you wrote:

        | Host | Role | Disk used | State |
        |:-----|:-----|----------:|:------|
        | `db-1` | primary | 93 % | **act now** |
        | `db-2` | replica | 61 % | fine |
        | `db-3` | replica | 58 % | fine |

        `db-1` alone is close to full. A primary that fills while its replicas do not often keeps write-ahead log for a replica that is gone: look at `pg_replication_slots` first.
        """);

    public static string Answer(ModelPrompt prompt) =>
        prompt.Question.Contains("table", StringComparison.Ordinal) ? Table.Text : Crash.Text;
}
