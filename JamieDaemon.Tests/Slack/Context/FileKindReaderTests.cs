using System.Text.Json;
using JamieDaemon.Answering;
using JamieDaemon.Slack.Context;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Tests.Slack.Context;

public sealed class FileKindReaderTests
{
    [TestCase("""{"mode":"hosted","mimetype":"text/plain","filetype":"text"}""", ExpectedResult = FileKind.Text)]
    [TestCase("""{"mode":"snippet","mimetype":"text/plain","filetype":"yaml"}""", ExpectedResult = FileKind.Text)]
    [TestCase("""{"mode":"hosted","mimetype":"application/json"}""", ExpectedResult = FileKind.Text)]
    [TestCase("""{"mode":"hosted","mimetype":"application/octet-stream","name":"app.log"}""", ExpectedResult = FileKind.Text)]
    [TestCase("""{"mode":"hosted"}""", ExpectedResult = FileKind.Text)]
    [TestCase("""{"mode":"hosted","mimetype":"image/svg+xml"}""", ExpectedResult = FileKind.Text)]
    [TestCase("""{"mode":"hosted","mimetype":"image/png"}""", ExpectedResult = FileKind.Image)]
    [TestCase("""{"mode":"hosted","mimetype":"image/webp"}""", ExpectedResult = FileKind.Image)]
    [TestCase("""{"mode":"hosted","mimetype":"image/tiff"}""", ExpectedResult = FileKind.Unreadable)]
    [TestCase("""{"mode":"hosted","mimetype":"application/pdf"}""", ExpectedResult = FileKind.Unreadable)]
    [TestCase("""{"mode":"hosted","mimetype":"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}""", ExpectedResult = FileKind.Unreadable)]
    [TestCase("""{"mode":"hosted","mimetype":"video/mp4"}""", ExpectedResult = FileKind.Unreadable)]
    [TestCase("""{"mode":"quip","mimetype":"application/vnd.slack-docs","filetype":"quip"}""", ExpectedResult = FileKind.Page)]
    [TestCase("""{"mode":"space","mimetype":"text/plain","filetype":"space"}""", ExpectedResult = FileKind.Page)]
    [TestCase("""{"mode":"post","filetype":"post"}""", ExpectedResult = FileKind.Page)]
    [TestCase("""{"mode":"email","filetype":"email","mimetype":"text/html","plain_text":"Hi"}""", ExpectedResult = FileKind.Mail)]
    [TestCase("""{"mode":"external","is_external":true,"mimetype":"text/plain"}""", ExpectedResult = FileKind.Elsewhere)]
    [TestCase("""{"mode":"tombstone"}""", ExpectedResult = FileKind.Gone)]
    [TestCase("""{"mode":"hidden_by_limit"}""", ExpectedResult = FileKind.Gone)]
    [TestCase("""{"file_access":"file_not_found"}""", ExpectedResult = FileKind.Gone)]
    [TestCase("""{"file_access":"access_denied"}""", ExpectedResult = FileKind.Forbidden)]
    [TestCase("""{"file_access":"check_file_info"}""", ExpectedResult = FileKind.Unknown)]
    [TestCase("""{"mode":"hosted","mimetype":7,"size":"x","url_private":null}""", ExpectedResult = FileKind.Text)]
    public object A_file_is_known_by_what_Slack_says_of_it(string fields) =>
        FileKindReader.Read(SlackFile.Read(Json($$"""{"id":"F1","url_private_download":"https://files.slack.com/a",{{fields[1..]}}"""))!);

    [Test]
    public void A_file_without_an_address_has_to_be_asked_for() =>
        Assert.That(FileKindReader.Read(new SlackFile { Id = "F1" }), Is.EqualTo(FileKind.Unknown));

    [TestCase("""[{"id":"F1","name":"a.log"},7,null,{"name":"no id"},{"id":"F2","title":"mail"}]""", "F1 a.log,F2 mail")]
    [TestCase("""{"id":"F1"}""", "")]
    [TestCase("null", "")]
    public void What_is_no_file_is_passed_over(string files, string expected) =>
        Assert.That(string.Join(',', SlackFile.ReadAll(Json(files)).Select(file => $"{file.Id} {file.Name}")), Is.EqualTo(expected));

    [TestCase("""{"id":"F1","mode":"hosted","url_private":"https://files.slack.com/a"}""", true)]
    [TestCase("""{"id":"F1","mode":"snippet","file_access":"visible","url_private":"https://files.slack.com/a"}""", true)]
    [TestCase("""{"id":"F1","mode":"quip","url_private":"https://files.slack.com/a"}""", false)]
    [TestCase("""{"id":"F1","mode":"email","url_private":"https://files.slack.com/a"}""", false)]
    [TestCase("""{"id":"F1","mode":"hosted","is_external":true,"url_private":"https://drive.example/a"}""", false)]
    [TestCase("""{"id":"F1","file_access":"check_file_info"}""", false)]
    public void A_questions_file_keeps_its_address_when_it_is_simply_downloaded(string file, bool keeps) =>
        Assert.That(QuestionFiles.Of(Json($"[{file}]"))[0].Uri is not null, Is.EqualTo(keeps));

    [Test]
    public void The_name_and_the_address_of_a_questions_file_stay_out_of_its_text_form() =>
        Assert.That(
            new QuestionFile("F1", "secret.log", "text/plain", 12, new Uri("https://files.slack.com/secret.log")).ToString(),
            Is.EqualTo("QuestionFile { Id = F1 }"));

    [TestCase("image/png", "89504E470D0A1A0A00")]
    [TestCase("image/jpeg", "FFD8FFE000104A46")]
    [TestCase("image/gif", "474946383961")]
    [TestCase("image/webp", "524946460000000057454250")]
    [TestCase(null, "3C21444F4354595045")]
    [TestCase(null, "")]
    public void An_image_is_known_by_its_first_bytes(string? type, string bytes) =>
        Assert.That(ImageType.Of(Convert.FromHexString(bytes)), Is.EqualTo(type));

    private static JsonElement Json(string json) => JsonSerializer.Deserialize<JsonElement>(json);
}
