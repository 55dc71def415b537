using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Sandbox.Slack;

namespace JamieDaemon.Sandbox.Load;

/// <summary>Carries one plan out: workspace and askers in this process, the model and the daemon each in their own.</summary>
internal sealed class LoadRunner(LoadSetup setup, TimeProvider time)
{
    private const double WarmupRate = 100;
    private const int DaemonSockets = 2;

    private static readonly string[] Methods =
    [
        "chat.postMessage", "chat.update", "chat.startStream", "chat.appendStream", "chat.stopStream", "chat.delete",
        "agents.sessions.setStatus", "assistant.threads.setStatus", "conversations.history", "conversations.replies", "conversations.info", "users.info",
        "auth.test", "apps.connections.open",
    ];

    public async Task<LoadResult> RunAsync(LoadPlan plan, CancellationToken cancellationToken)
    {
        var options = new SlackWorkspaceOptions
        {
            RateLimits = plan.SlackLimits,
            TimeScale = plan.Faults ? LoadFaults.TimeScale : 1,
            Time = time,
        };
        await using var slack = await SlackWorkspace.StartAsync(options, cancellationToken);
        for (var i = 0; i < LoadSetup.Channels; i++)
        {
            slack.AddChannel($"load-{i}");
            slack.AddUser($"asker-{i}");
        }

        await using var model = await ModelProcess.StartAsync(new ModelProcessOptions(plan.Model, LoadSetup.AtOnce), time, cancellationToken);
        await using var daemon = DaemonProcess.Start(SettingsFor(plan, slack, options, model.Url), time);
        await daemon.WaitForSocketsAsync(slack.Sockets, DaemonSockets, cancellationToken);
        return await MeasureAsync(plan, slack, daemon, cancellationToken);
    }

    private DaemonSettings SettingsFor(LoadPlan plan, SlackWorkspace slack, SlackWorkspaceOptions options, Uri model) => new()
    {
        Path = setup.Daemon,
        SlackApiUrl = slack.ApiUrl,
        ModelUrl = model,
        ModelName = Stage.DefaultModel,
        Tokens = options,
        Environment = "production",
        Port = FreePort.Find(),
        Settings = [.. setup.Settings, .. plan.Settings],
    };

    private async Task<LoadResult> MeasureAsync(
        LoadPlan plan, SlackWorkspace slack, DaemonProcess daemon, CancellationToken cancellationToken)
    {
        LoadQuestion[] all = [.. Enumerable.Range(0, plan.Warmup + plan.Count).Select(number => new LoadQuestion(number))];
        var warmup = new OpenLoopSchedule(plan.Warmup, Math.Min(plan.Rate, WarmupRate));
        await AskAsync(slack, all, first: 0, warmup, plan, cancellationToken);

        using var traffic = new WorkspaceTraffic();
        var faults = new LoadFaults(slack, time);
        var calls = Methods.Select(slack.CallsOf).ToArray();
        var acks = slack.Sockets.Acks.Count;
        var cpu = daemon.Child.CpuTime;
        var schedule = new OpenLoopSchedule(plan.Count, plan.Rate);
        if (plan.Faults)
            faults.Begin();
        var trouble = plan.Faults ? faults.RunAsync(schedule.DueAt(plan.Count), cancellationToken) : Task.CompletedTask;
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = new ResourceWatch(daemon.Child, time);
        var watched = plan.IsSoak ? watch.RunAsync(watching.Token) : Task.CompletedTask;
        var late = await AskAsync(slack, all, plan.Warmup, schedule, plan, cancellationToken);
        await watching.CancelAsync();
        await watched;
        await Task.Delay(plan.Settling, time, cancellationToken);
        if (daemon.Child.Ended.IsCompleted)
            throw daemon.Failure("The daemon stopped during the run");
        await trouble.WaitAsync(plan.Patience, time, cancellationToken);

        var asked = all[plan.Warmup..];
        var answered = asked.Where(question => question.WholeAt != 0).ToArray();
        var lastWholeAt = answered.Select(question => question.WholeAt).DefaultIfEmpty(asked[0].SentAt).Max();
        var messages = slack.Channels.SelectMany(channel => slack.Messages.In(channel.Id));
        var counted = Methods.Zip(calls, (method, before) => (Method: method, Calls: slack.CallsOf(method) - before));
        return new LoadResult(plan, AnswerAudit.Count(asked, messages, slack.Team.BotId))
        {
            Acks = [.. slack.Sockets.Acks.Latencies().Skip(acks)],
            FirstWords = [.. answered.Select(question => time.GetElapsedTime(question.SentAt, question.SeenAt))],
            EndToEnd = [.. answered.Select(question => time.GetElapsedTime(question.SentAt, question.WholeAt))],
            GeneratorLate = late,
            Duration = time.GetElapsedTime(asked[0].SentAt, lastWholeAt),
            Calls = [.. counted.Where(called => called.Calls > 0)],
            RateLimited = traffic.RateLimited,
            Unavailable = traffic.Unavailable,
            LongestGap = slack.Sockets.LongestGap,
            GapOnRefresh = faults.GapOnRefresh,
            DaemonCpu = daemon.Child.CpuTime - cpu,
            DaemonMemory = daemon.Child.MemoryBytes,
            Resources = watch.Samples,
            ResourcesAfter = ResourceSample.Of(daemon.Child),
        };
    }

    /// <summary>Asks on schedule and waits, within the plan's patience, until everything is answered.</summary>
    private async Task<TimeSpan> AskAsync(
        SlackWorkspace slack, LoadQuestion[] all, int first, OpenLoopSchedule schedule, LoadPlan plan,
        CancellationToken cancellationToken)
    {
        var board = new AnswerBoard(all, first..(first + schedule.Count), slack.Team, time);
        slack.Messages.Changed += board.OnChanged;
        try
        {
            var late = await new LoadGenerator(time).RunAsync(
                schedule, number => Ask(slack, board, all[first + number], number), cancellationToken);
            await board.Complete.WaitAsync(plan.Patience, time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            return late;
        }
        finally
        {
            slack.Messages.Changed -= board.OnChanged;
        }
    }

    private void Ask(SlackWorkspace slack, AnswerBoard board, LoadQuestion question, int number)
    {
        var who = number % LoadSetup.Channels;
        question.Channel = $"#load-{who}";
        question.SentAt = time.GetTimestamp();
        question.Ts = slack.Mention(question.Channel, $"asker-{who}", question.Text);
        board.Asked(question);
    }
}
