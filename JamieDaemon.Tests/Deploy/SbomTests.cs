using System.Text.Json;
using System.Text.Json.Nodes;
using JamieDaemon.Tests.Docs;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Deploy;

/// <summary>What <c>.ci/sbom</c> says is in the daemon, held against what the build has put there. CycloneDX's own schema judges the form, and is judged, in the script.</summary>
public sealed class SbomTests
{
    /// <summary>What Apache-2.0 may be shipped with.</summary>
    private static readonly string[] Permissive = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause"];

    private static JsonNode _bill = null!;

    [OneTimeSetUp]
    public static async Task WriteTheBillAsync() => _bill = await WriteAsync();

    [Test]
    public async Task It_names_the_packages_that_are_shipped_with_their_versions_and_no_others()
    {
        var built = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(SandboxProgram.Folder, "daemon", "JamieDaemon.deps.json"), Limits.Token))!;
        var shipped = built["libraries"]!.AsObject().Where(library => (string?)library.Value!["type"] == "package").Select(library => library.Key);
        Assert.That(Packages(_bill).Select(package => $"{package["name"]}/{package["version"]}"), Is.EquivalentTo(shipped));
    }

    [Test]
    public async Task What_each_package_needs_is_what_the_build_says()
    {
        var built = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(SandboxProgram.Folder, "daemon", "JamieDaemon.deps.json"), Limits.Token))!;
        var needs = built["targets"]![(string)built["runtimeTarget"]!["name"]!]!.AsObject().Where(library => !library.Key.StartsWith("JamieDaemon/", StringComparison.Ordinal))
            .SelectMany(library => library.Value!["dependencies"]?.AsObject().Select(needed => $"{library.Key} → {needed.Key}/{needed.Value}") ?? []);
        var names = Packages(_bill).ToDictionary(package => (string)package["bom-ref"]!, package => $"{package["name"]}/{package["version"]}");
        var listed = _bill["dependencies"]!.AsArray().Where(entry => names.ContainsKey((string)entry!["ref"]!))
            .SelectMany(entry => entry!["dependsOn"]?.AsArray().Select(needed => $"{names[(string)entry["ref"]!]} → {names[(string)needed!]}") ?? []);
        Assert.That(listed, Is.EquivalentTo(needs));
    }

    [Test]
    public void Each_has_a_licence_that_ours_may_be_shipped_with()
    {
        foreach (var package in Packages(_bill))
            Assert.That(package["licenses"]?.AsArray().Select(licence => (string?)licence!["license"]?["id"]), Is.Not.Null.And.Not.Empty.And.SubsetOf(Permissive), (string)package["name"]!);
    }

    [Test]
    public async Task Each_has_the_hash_that_a_locked_restore_insists_on()
    {
        using var locked = JsonDocument.Parse(await File.ReadAllTextAsync(Repository.File("JamieDaemon/packages.lock.json"), Limits.Token));
        var hashes = locked.RootElement.GetProperty("dependencies").GetProperty("net10.0").EnumerateObject()
            .ToDictionary(entry => entry.Name, entry => Convert.ToHexStringLower(entry.Value.GetProperty("contentHash").GetBytesFromBase64()));
        foreach (var package in Packages(_bill)) Assert.That((string)package["hashes"]![0]!["content"]!, Is.EqualTo(hashes[(string)package["name"]!]));
    }

    [Test]
    public async Task The_same_sources_give_the_same_bill() =>
        Assert.That((await WriteAsync()).ToJsonString(), Is.EqualTo(_bill.ToJsonString()).And.Not.Contain("timestamp"));

    private static IEnumerable<JsonNode> Packages(JsonNode bill) => bill["components"]!.AsArray().Where(component => (string?)component!["type"] == "library").Select(component => component!);

    private static async Task<JsonNode> WriteAsync()
    {
        Judge.Need("npm", "npm");
        using var folder = new TempFolder();
        var (exitCode, output) = await Judge.AskAsync("bash", [Repository.File(".ci/sbom"), folder.File("jamie.cdx.json")], [], "bash");
        Assert.That(exitCode, Is.Zero, output);
        return JsonNode.Parse(await File.ReadAllTextAsync(folder.File("jamie.cdx.json"), Limits.Token))!;
    }
}
