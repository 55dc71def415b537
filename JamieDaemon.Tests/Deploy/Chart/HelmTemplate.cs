using JamieDaemon.Tests.Docs;
using JamieDaemon.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace JamieDaemon.Tests.Deploy.Chart;

/// <summary>What the chart becomes, rendered by <c>.ci/helm-template</c>, which is built once.</summary>
internal static class HelmTemplate
{
    private static readonly SemaphoreSlim Building = new(1);

    private static string? _program;

    /// <summary>The manifests that come of a file of values.</summary>
    /// <param name="path">Where it is.</param>
    public static async Task<IReadOnlyList<YamlNode>> RenderFileAsync(string path)
    {
        var (exitCode, output) = await AskAsync(path);
        Assert.That(exitCode, Is.Zero, output);
        return [.. YamlNodes.Documents(output)];
    }

    /// <summary>The manifests of a kind that come of values.</summary>
    /// <param name="values">As YAML; those that are required need not be said.</param>
    /// <param name="kind">As <c>StatefulSet</c>.</param>
    public static async Task<IReadOnlyList<YamlNode>> RenderAsync(string values, string kind)
    {
        using var folder = new TempFolder();
        return (await RenderFileAsync(await WriteAsync(folder, values))).OfKind(kind);
    }

    /// <summary>Why the chart refuses values; empty when it takes them.</summary>
    /// <param name="values">As YAML; those that are required need not be said.</param>
    public static async Task<string> RefusalAsync(string values)
    {
        using var folder = new TempFolder();
        var (exitCode, output) = await AskAsync(await WriteAsync(folder, values));
        return exitCode == 0 ? "" : output;
    }

    private static async Task<(int ExitCode, string Output)> AskAsync(string path) =>
        await Judge.AskAsync(await BuildAsync(), ["jamie", ChartFiles.Folder, "--namespace", "sre", "--values", path], [], "golang-go");

    private static async Task<string> WriteAsync(TempFolder folder, string values)
    {
        var file = folder.File("values.yaml");
        await File.WriteAllTextAsync(file, $"secret: {{existingName: jamie}}\n{values}\n");
        return file;
    }

    private static async Task<string> BuildAsync()
    {
        await Building.WaitAsync();
        try
        {
            return _program ??= await BuildAnewAsync();
        }
        finally
        {
            Building.Release();
        }
    }

    private static async Task<string> BuildAnewAsync()
    {
        const string Packages = "golang-go golang-github-masterminds-sprig-dev golang-gopkg-yaml.v3-dev";
        Judge.Need("go", Packages);
        var program = Path.Combine(AppContext.BaseDirectory, "helm-template");
        var (exitCode, output) = await Judge.AskAsync(
            "env", ["-C", Repository.Folder(".ci/helm-template"), "GOPATH=/usr/share/gocode", "GO111MODULE=off", "go", "build", "-o", program, "."], [], "coreutils");
        Assert.That(exitCode, Is.Zero, $"apt-get install {Packages}\n{output}");
        return program;
    }
}
