using System.Text.Json;
using JamieDaemon.Answering;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Context;

/// <summary>A message's files in the core's words, and back.</summary>
internal static class QuestionFiles
{
    /// <summary>Without the address of what is not simply downloaded, so that Slack is asked what to do with it.</summary>
    public static IReadOnlyList<QuestionFile> Of(JsonElement? files)
    {
        var found = SlackFile.ReadAll(files);
        if (found.Count == 0) return [];
        var asked = new QuestionFile[found.Count];
        for (var i = 0; i < asked.Length; i++)
        {
            var file = found[i];
            var isPlain = file is { Mode: "hosted" or "snippet", IsExternal: false, FileAccess: null or "visible" };
            asked[i] = new QuestionFile(file.Id, file.Name, file.Mimetype, file.Size, isPlain ? file.Url : null);
        }

        return asked;
    }

    internal static SlackFile ToSlackFile(QuestionFile file) =>
        new() { Id = file.Id, Name = file.Name, Mimetype = file.MediaType, Size = file.Size, Url = file.Uri };
}
