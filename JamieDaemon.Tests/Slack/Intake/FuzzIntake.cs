using JamieDaemon.Answering;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Intake;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.SocketMode;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Slack.Intake;

/// <summary>The daemon's own intake, without sockets, workers and logs; empty and full of room for each envelope.</summary>
internal sealed class FuzzIntake : IDisposable
{
    private readonly IHost _host;

    public FuzzIntake()
    {
        var builder = JamieHost.CreateBareBuilder(["--Slack:BotToken=xoxb-1", "--Slack:AppToken=xapp-1"]);
        JamieHost.AddCore(builder);
        builder.AddSlack();
        _host = builder.Build();
    }

    public IntakeRules Rules => _host.Services.GetRequiredService<IntakeRules>();

    /// <returns>How often it was acknowledged.</returns>
    public int Receive(SocketModeEnvelope envelope)
    {
        var questions = new OpenQuestions();
        var queue = new QuestionQueue(Some.Observer(), _host.Services.GetRequiredService<IOptions<AnsweringOptions>>());
        var gate = ActivatorUtilities.CreateInstance<QuestionGate>(_host.Services, questions, queue, new MemoryQuestionJournal());
        var recent = new RecentEvents([], TimeProvider.System);
        var notices = ActivatorUtilities.CreateInstance<TurnNotices>(_host.Services, recent, new NoticeQueue());
        var intake = ActivatorUtilities.CreateInstance<SlackIntake>(_host.Services, recent, gate, questions, notices);
        var socket = new Socket();
        intake.Receive(new Delivery(envelope, socket, 0));
        return socket.Acknowledged;
    }

    public void Dispose() => _host.Dispose();

    private sealed class Socket : IAckSender
    {
        public int Acknowledged { get; private set; }

        public void Acknowledge(Ack ack) => Acknowledged++;
    }
}
