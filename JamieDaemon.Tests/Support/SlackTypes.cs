using System.Text.Json;

namespace JamieDaemon.Tests.Support;

/// <summary>Slack's own types (npm's @slack/types) as judge of blocks and views: what they refuse, Slack would refuse too.</summary>
internal static class SlackTypes
{
    /// <summary>Fails with the compiler's words unless every value is of its type.</summary>
    /// <param name="type">As <c>KnownBlock[]</c>, <c>HomeView</c> or <c>ModalView</c>.</param>
    /// <param name="values">The values, by a name that tells what they are.</param>
    public static async Task ApproveAsync(string type, IEnumerable<(string Name, JsonElement Value)> values)
    {
        var (exitCode, output) = await CheckAsync(type, values);
        Assert.That(exitCode, Is.Zero, output);
    }

    /// <summary>Asks the compiler, and answers with its exit code and its complaints.</summary>
    public static async Task<(int ExitCode, string Output)> CheckAsync(string type, IEnumerable<(string Name, JsonElement Value)> values)
    {
        var file = Path.Combine(NpmJudge.Folder("types"), $"{Guid.NewGuid():N}.ts");
        var source = new StringWriter();
        await source.WriteLineAsync("import type { HomeView, KnownBlock, ModalView } from '@slack/types';");
        await source.WriteLineAsync("export type Known = HomeView | KnownBlock | ModalView;");
        foreach (var (index, (name, value)) in values.Index())
        {
            await source.WriteLineAsync($"// {name}");
            await source.WriteLineAsync($"export const value{index}: {type} = {value.GetRawText()};");
        }

        await File.WriteAllTextAsync(file, source.ToString());
        try
        {
            return await NpmJudge.AskAsync("types", Path.GetFileName(file));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
