using System.Net;
using System.Text;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Tests.Slack.WebApi;

public sealed class FileAnswerReaderTests
{
    private const string SignIn = "\ufeff \n<!DOCTYPE html><html lang=\"en-US\"><form id=\"signin_form\">";
    private const string Page = "<html><body>saved page</body></html>";

    [TestCase(200, ExpectedResult = null)]
    [TestCase(206, ExpectedResult = null)]
    [TestCase(302, ExpectedResult = FileProblem.Forbidden)]
    [TestCase(307, ExpectedResult = FileProblem.Forbidden)]
    [TestCase(401, ExpectedResult = FileProblem.Forbidden)]
    [TestCase(403, ExpectedResult = FileProblem.Forbidden)]
    [TestCase(404, ExpectedResult = FileProblem.Gone)]
    [TestCase(410, ExpectedResult = FileProblem.Gone)]
    [TestCase(429, ExpectedResult = FileProblem.Failed)]
    [TestCase(503, ExpectedResult = FileProblem.Failed)]
    public object? A_status_tells_whether_there_is_a_file(int status) => FileAnswerReader.ProblemOf((HttpStatusCode)status);

    [TestCase("text/html", SignIn, false, true)]
    [TestCase("text/html", "Found", false, true)]
    [TestCase("text/plain", SignIn, false, true)]
    [TestCase(null, SignIn, false, true)]
    [TestCase("text/html", SignIn, true, true)]
    [TestCase("text/html", Page, true, false)]
    [TestCase("text/plain", Page, false, false)]
    [TestCase("text/plain", "GET /?redir=%2Ffiles 302", false, false)]
    [TestCase("text/plain", "", false, false)]
    public void The_sign_in_page_is_told_from_a_file(string? mediaType, string start, bool mayBeHtml, bool isSignIn) =>
        Assert.That(FileAnswerReader.IsSignInPage(mediaType, Encoding.UTF8.GetBytes(start), mayBeHtml), Is.EqualTo(isSignIn));
}
