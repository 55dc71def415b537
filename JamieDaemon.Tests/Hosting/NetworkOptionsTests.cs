using JamieDaemon.Hosting;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Hosting;

public sealed class NetworkOptionsTests
{
    [Test]
    public void No_file_and_a_file_of_certificates_are_fine()
    {
        using var authority = TestAuthority.CreateRoot();
        Assert.That(Failure(""), Is.Null);
        Assert.That(Failure(authority.PemFile), Is.Null);
    }

    [Test]
    public void A_missing_file_is_said_to_be_missing()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "absent.pem");
        Assert.That(Failure(file), Does.StartWith($"Network:ExtraCaFile \"{file}\" cannot be read: ")
            .And.EndsWith("Name a PEM file of CA certificates, or leave it empty."));
    }

    [TestCase("")]
    [TestCase("not a certificate")]
    [TestCase("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public void A_file_without_certificates_is_refused(string content)
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "ca.pem");
        File.WriteAllText(file, content);
        Assert.That(Failure(file), Does.StartWith($"Network:ExtraCaFile \"{file}\" "));
    }

    private static string? Failure(string file) =>
        new NetworkOptionsValidator().Validate(null, new NetworkOptions { ExtraCaFile = file }).FailureMessage;
}
