using JamieDaemon.Hosting;
using JamieDaemon.Tests.Docs;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Hosting;

public sealed class SecretFilesTests
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _variables = [];

    [TearDown]
    public void Remove() => _folder.Dispose();

    [TestCase("xoxb-1", "xoxb-1")]
    [TestCase("xoxb-1\n", "xoxb-1")]
    [TestCase("\ufeffxoxb-1\r\n\n", "xoxb-1")]
    [TestCase(" xoxb-1 \n", " xoxb-1 ")]
    public void The_end_of_the_line_is_no_part_of_a_secret(string content, string secret)
    {
        _variables["SLACK_BOT_TOKEN_FILE"] = File("bot", content);
        Assert.That(Read(), Is.EqualTo(new Dictionary<string, string?> { ["Slack:BotToken"] = secret }));
    }

    [Test]
    public void Systemds_credentials_are_found_by_their_names()
    {
        foreach (var (_, credential, _) in SecretFiles.All) File(credential, $"of {credential}\n");
        _variables["CREDENTIALS_DIRECTORY"] = _folder.Path;
        Assert.That(Read(), Is.EquivalentTo(SecretFiles.All.ToDictionary(secret => secret.Setting, secret => (string?)$"of {secret.Credential}")));
    }

    [Test]
    public void The_variable_itself_counts_before_the_file_that_it_names_and_that_before_the_credential()
    {
        File("slack-bot-token", "credential");
        File("slack-app-token", "credential");
        File("logfire-token", "credential");
        _variables["CREDENTIALS_DIRECTORY"] = _folder.Path;
        _variables["SLACK_BOT_TOKEN_FILE"] = _variables["SLACK_APP_TOKEN_FILE"] = File("named", "named");
        _variables["SLACK_BOT_TOKEN"] = "variable";
        Assert.That(Read(), Is.EquivalentTo(new Dictionary<string, string?> { ["Slack:AppToken"] = "named", ["Observability:Logfire:Token"] = "credential" }));
    }

    [Test]
    public void What_the_command_line_says_needs_no_file()
    {
        _variables["SLACK_BOT_TOKEN_FILE"] = "/no/such/file";
        Assert.That(SecretFiles.Read(_variables.GetValueOrDefault, ["--slack:bottoken=xoxb-1"]), Is.Empty);
    }

    [Test]
    public void All_that_cannot_be_read_is_named_at_once_and_nothing_of_what_is_in_it()
    {
        _variables["SLACK_BOT_TOKEN_FILE"] = "/no/such/file";
        _variables["SLACK_APP_TOKEN_FILE"] = File("empty", "\n");
        _variables["LOGFIRE_TOKEN_FILE"] = _folder.Path;
        _variables["OTEL_EXPORTER_OTLP_HEADERS_FILE"] = File("lines", "x-key=s3cret\nx-other=s3cret\n");
        _variables["CREDENTIALS_DIRECTORY"] = _folder.Path;
        File("ollama-authorization", new string('x', 20_000));
        Assert.That(Read, Throws.TypeOf<SettingsFileException>().With.Message.Matches(
            "(?s)SLACK_BOT_TOKEN_FILE names /no/such/file, which is not there.*SLACK_APP_TOKEN_FILE .* which is empty.*ollama-authorization.* more than .*LOGFIRE_TOKEN_FILE .* cannot be read.*OTEL_EXPORTER_OTLP_HEADERS_FILE .* more than one line")
            .And.Message.Not.Contains("s3cret").And.Message.Not.Contains("xxx"));
    }

    [Test]
    public void The_documentation_names_them_all() => Assert.That(
        new MarkdownPage("docs/configuration.md").Table("Secrets in files").Select(row => (row[0], row[1], row[2])),
        Is.EqualTo(SecretFiles.All.Select(secret => (secret.Variable + SecretFiles.Suffix, secret.Credential, secret.Setting))));

    [Test]
    public async Task A_daemon_whose_secret_cannot_be_read_ends_with_78_and_says_which()
    {
        using var daemon = DaemonProgram.Start(("SLACK_BOT_TOKEN_FILE", "/no/such/file"), ("SLACK_APP_TOKEN", "xapp-secret"));
        var errors = await daemon.StandardError.ReadToEndAsync(Limits.Token);
        await daemon.WaitForExitAsync(Limits.Token);
        Assert.That((daemon.ExitCode, errors), Is.EqualTo((78, $"Jamie cannot read its secrets.{Environment.NewLine}SLACK_BOT_TOKEN_FILE names /no/such/file, which is not there.{Environment.NewLine}")));
    }

    [Test]
    public async Task A_secret_of_a_file_reaches_its_setting()
    {
        using var daemon = DaemonProgram.Start(("CREDENTIALS_DIRECTORY", _folder.Path), ("SLACK_BOT_TOKEN_FILE", File("bot", "a-token-in-the-wrong-place\n")), ("SLACK_APP_TOKEN_FILE", File("app", "xapp-1-fine\n")));
        var errors = await daemon.StandardError.ReadToEndAsync(Limits.Token);
        await daemon.WaitForExitAsync(Limits.Token);
        Assert.That(daemon.ExitCode, Is.EqualTo(78));
        Assert.That(errors, Does.Contain("1 of its settings").And.Contain("SLACK_BOT_TOKEN").And.Not.Contain("APP_TOKEN").And.Not.Contain("wrong-place"));
    }

    private Dictionary<string, string?> Read() => SecretFiles.Read(_variables.GetValueOrDefault, []).ToDictionary();

    private string File(string name, string content)
    {
        System.IO.File.WriteAllText(_folder.File(name), content);
        return _folder.File(name);
    }
}
