using System.Text;
using JamieDaemon.Sandbox.Slack.Files;

namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>files.info.</summary>
internal sealed class FileMethods(SlackFiles files)
{
    public IEnumerable<ApiMethod> All =>
        [new("files.info", RateLimit.Tier4, Info) { Scope = "files:read", Required = ["file"], ReadsJson = false }];

    private ApiError? Info(ApiCall call)
    {
        if (files.Find(call.Needed("file")) is not { } file)
            return "file_not_found";
        if (file.IsDeleted)
            return "file_deleted";
        call.Reply.WritePropertyName("file");
        FileWriter.Write(call.Reply, file);
        if (file.Upload.Mode == "snippet")
            call.Reply.WriteString("content", Encoding.UTF8.GetString(file.Upload.Content.Span));
        call.Reply.WriteStartArray("comments");
        call.Reply.WriteEndArray();
        return null;
    }
}
