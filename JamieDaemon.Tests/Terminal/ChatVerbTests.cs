using System.Text.Json;
using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Terminal;

/// <summary>The verb as a person and as a script use it: the published program, a real model server, no Slack.</summary>
public sealed class ChatVerbTests
{
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(50);

    [Test]
    public async Task A_question_on_the_command_line_is_answered_on_standard_output()
    {
        await using var model = await StartAsync(new() { TokenDelay = TimeSpan.Zero });

        var (code, output, errors) = await DaemonProgram.RunAsync("chat", "Is", "it", "DNS?", $"--Ollama:Url={model.Url}");

        Assert.That((code, errors), Is.EqualTo((0, "")));
        Assert.That(output, Does.Contain("You asked: “Is it DNS?”").And.EndsWith("\n"));
    }

    [Test]
    public async Task What_comes_through_a_pipe_is_one_question()
    {
        await using var model = await StartAsync(new() { TokenDelay = TimeSpan.Zero });
        using var chat = DaemonProgram.Start(["chat", $"--Ollama:Url={model.Url}"]);
        await chat.StandardInput.WriteAsync("What is wrong here?\nERROR: disk full\n");
        chat.StandardInput.Close();

        Assert.That(await chat.StandardOutput.ReadToEndAsync(Limits.Token), Does.Contain("What is wrong here? ERROR: disk full"));
        await chat.WaitForExitAsync(Limits.Token);
        Assert.That(chat.ExitCode, Is.Zero);
        Assert.That(model.Record.Requests.Count(request => request.Messages is { Count: > 0 }), Is.EqualTo(1));
    }

    [Test]
    public async Task An_empty_pipe_is_no_question()
    {
        var (code, output, errors) = await DaemonProgram.RunAsync("chat");

        Assert.That((code, output), Is.EqualTo((64, "")));
        Assert.That(errors, Does.Contain("no question"));
    }

    [Test]
    public async Task A_misspelt_option_is_no_part_of_the_question()
    {
        var (code, output, errors) = await DaemonProgram.RunAsync("chat", "Hello", "--jsn");

        Assert.That((code, output), Is.EqualTo((64, "")));
        Assert.That(errors, Does.Contain("There is no option --jsn"));
    }

    [Test]
    public async Task After_two_dashes_it_is_one()
    {
        await using var model = await StartAsync(new() { TokenDelay = TimeSpan.Zero });

        var (code, output, _) = await DaemonProgram.RunAsync("chat", $"--Ollama:Url={model.Url}", "--", "What", "does", "--force", "do?");

        Assert.That(code, Is.Zero);
        Assert.That(output, Does.Contain("“What does --force do?”"));
    }

    [TestCase("--verbose")]
    [TestCase("run", "now")]
    [TestCase("--Slack:Sockets", "3")]
    public async Task Words_that_mean_nothing_are_not_passed_over(params string[] words)
    {
        var (code, _, errors) = await DaemonProgram.RunAsync(words);

        Assert.That(code, Is.EqualTo(64));
        Assert.That(errors, Does.Contain(words[^1]));
    }

    [Test]
    public async Task A_script_gets_a_line_of_JSON_and_the_model_and_the_role_it_wished_for()
    {
        await using var model = await StartAsync(new() { Models = [SandboxModel.ForChat("tiny:1b")], TokenDelay = TimeSpan.Zero });

        var (code, output, _) = await DaemonProgram.RunAsync(
            "chat", "--json", "--model", "tiny:1b", "--system", "You are a pirate.", "Is it DNS?", $"--Ollama:Url={model.Url}");

        Assert.That(code, Is.Zero);
        using var reply = JsonDocument.Parse(output);
        Assert.Multiple(() =>
        {
            Assert.That(reply.RootElement.GetProperty("question").GetString(), Is.EqualTo("Is it DNS?"));
            Assert.That(reply.RootElement.GetProperty("answer").GetString(), Does.Contain("Is it DNS?").And.Contain("You are a pirate."));
            Assert.That(reply.RootElement.GetProperty("status").GetString(), Is.EqualTo("answered"));
            Assert.That(reply.RootElement.GetProperty("model").GetString(), Is.EqualTo("tiny:1b"));
            Assert.That(reply.RootElement.GetProperty("answer_tokens").GetInt64(), Is.Positive);
            Assert.That(reply.RootElement.GetProperty("duration_ms").GetDouble(), Is.Positive);
        });
    }

    [TestCase("answering in a terminal")]
    [TestCase("You are Ada.", "--Answering:SystemPrompt=You are Ada.")]
    public async Task The_model_is_told_that_it_answers_in_a_terminal_unless_the_operator_has_other_words(string told, params string[] settings)
    {
        await using var model = await StartAsync(new() { TokenDelay = TimeSpan.Zero });
        await DaemonProgram.RunAsync(["chat", "Is it DNS?", $"--Ollama:Url={model.Url}", .. settings]);
        var prompt = model.Record.Requests.Single(request => request.Messages is { Count: > 0 }).Messages![0].Content;
        Assert.That(prompt, Does.Contain(told).And.Not.Contain("Slack"));
    }

    [Test]
    public async Task Without_an_answer_the_exit_code_is_1_and_standard_error_says_what_to_do()
    {
        await using var model = await StartAsync(new());

        var (code, output, errors) = await DaemonProgram.RunAsync("chat", "Hello", "--model", "nobody", $"--Ollama:Url={model.Url}");

        Assert.That((code, output), Is.EqualTo((1, "")));
        Assert.That(errors, Does.Contain("ollama pull nobody").And.Contain("Sorry"));
        Assert.That(errors, Does.Not.Contain("   at "), "a stack is for log files");
    }

    [Test]
    public async Task Wrong_settings_are_named_and_none_of_Slacks_is_asked_for()
    {
        var (code, output, errors) = await DaemonProgram.RunAsync("chat", "Hello", "--Ollama:Url=ftp://x", "--Answering:PromptTokens=8000");

        Assert.That((code, output), Is.EqualTo((78, "")));
        Assert.That(errors, Does.Contain("Ollama:Url").And.Not.Contain("SLACK"));
    }

    [Test]
    public async Task Ctrl_C_stops_the_answer_within_a_second_and_what_was_said_stands()
    {
        await using var model = await StartAsync(new() { TokenDelay = Slow });
        using var chat = DaemonProgram.Start(["chat", "--json", "Hello", $"--Ollama:Url={model.Url}"]);
        await Eventually.HoldsAsync(() => model.Record.Open == 1);

        using var limit = new CancellationTokenSource(Limits.AtOnce, TimeProvider.System);
        Signal.Int(chat);
        Assert.That(await model.Record.Ends.ReadAsync(limit.Token), Is.EqualTo(GenerationEnd.Aborted));

        using var reply = JsonDocument.Parse(await chat.StandardOutput.ReadToEndAsync(Limits.Token));
        await chat.WaitForExitAsync(Limits.Token);
        Assert.That(reply.RootElement.GetProperty("status").GetString(), Is.EqualTo("stopped"));
        Assert.That(chat.ExitCode, Is.EqualTo(1));
    }

    [Test]
    public async Task A_second_Ctrl_C_ends_the_program()
    {
        await using var model = await StartAsync(new() { TokenDelay = Slow });
        using var chat = DaemonProgram.Start(["chat", "Hello", $"--Ollama:Url={model.Url}"]);
        await Eventually.HoldsAsync(() => model.Record.Open == 1);

        Signal.Int(chat);
        Signal.Int(chat);
        await chat.WaitForExitAsync(Limits.Token);

        Assert.That(chat.ExitCode, Is.Not.Zero);
        await Eventually.HoldsAsync(() => model.Record.Open == 0);
    }

    [Test]
    public async Task On_a_terminal_questions_are_asked_one_after_another_each_with_what_was_said_before()
    {
        await using var model = await StartAsync(new() { TokenDelay = TimeSpan.Zero });
        using var terminal = new PseudoTerminal(["chat", $"--Ollama:Url={model.Url}"]);

        await terminal.TypeAsync("When was checkout deployed?\n");
        await terminal.UntilAsync("I was given no context");
        await terminal.TypeAsync("And why?\n");
        await terminal.UntilAsync("I was given 2 messages of context");
        await terminal.TypeAsync("\u0004");

        Assert.That(await terminal.ExitCodeAsync(), Is.Zero);
    }

    [Test]
    public async Task On_a_terminal_the_steps_before_the_first_word_are_shown_and_a_stopped_answer_does_not_end_the_session()
    {
        await using var model = await StartAsync(new() { PromptSpeed = 20, TokenDelay = TimeSpan.Zero });
        using var terminal = new PseudoTerminal(["chat", "--system", "Be brief.", $"--Ollama:Url={model.Url}"]);
        await terminal.UntilAsync("> ");

        await terminal.TypeAsync(new string('x', 400) + "\n");
        await terminal.UntilAsync("… reading");
        await terminal.TypeAsync("\u0003");
        await terminal.UntilAsync("Stopped.");
        await terminal.TypeAsync("Hi\n");
        await terminal.UntilAsync("You asked: “Hi”");
        await terminal.TypeAsync("\u0004");

        Assert.That(await terminal.ExitCodeAsync(), Is.Zero);
    }

    [Test]
    public async Task The_metrics_of_a_chat_outside_Slack_are_served_when_a_port_is_given()
    {
        await using var model = await StartAsync(new() { TokenDelay = TimeSpan.Zero });
        var port = FreePort.Find();
        using var terminal = new PseudoTerminal(["chat", "--metrics-port", $"{port}", $"--Ollama:Url={model.Url}", "--Observability:Address=localhost"]);
        await terminal.TypeAsync("Hello\n");
        await terminal.UntilAsync("You asked");
        using var http = new HttpClient();
        var page = "";
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        do
        {
            page = await http.GetStringAsync($"http://localhost:{port}/metrics", Limits.Token);
        }
        while (!page.Contains("api_chat_requests_total{status=\"success\"} 1", StringComparison.Ordinal) && await tick.WaitForNextTickAsync(Limits.Token));

        Assert.That(page, Does.Contain("api_chat_requests_total{status=\"error\"} 0").And.Contain("api_chat_request_duration_seconds_count 1"));
        Assert.That(page, Does.Contain("ollama_requests_total{model=\"bruno-sre\",status=\"success\"} 1"));
        await terminal.TypeAsync("\u0004");
        Assert.That(await terminal.ExitCodeAsync(), Is.Zero);
    }

    private static Task<ModelServer> StartAsync(ModelServerOptions options) => ModelServer.StartAsync(options, CancellationToken.None);
}
