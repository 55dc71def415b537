using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JamieDaemon.Tests.Support;

/// <summary>A certificate authority of one test, with its certificate in a PEM file as an operator would have it.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly X509Certificate2 _certificate;
    private readonly TempFolder _folder = new();

    private TestAuthority(X509Certificate2 certificate)
    {
        _certificate = certificate;
        PemFile = Path.Combine(_folder.Path, "ca.pem");
        File.WriteAllText(PemFile, certificate.ExportCertificatePem());
    }

    public string PemFile { get; }

    public X509Certificate2 Certificate => X509CertificateLoader.LoadCertificate(_certificate.RawData);

    public static TestAuthority CreateRoot()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = AuthorityRequest("Jamie test root", key);
        return new TestAuthority(request.CreateSelfSigned(Now() - (10 * Day), Now() + (10 * Day)));
    }

    public TestAuthority CreateIntermediate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new TestAuthority(Sign(AuthorityRequest("Jamie test intermediate", key), key, Now() + Day));
    }

    public X509Certificate2 Issue(string host) => Issue(host, Now() + Day);

    public X509Certificate2 IssueExpired(string host) => Issue(host, Now() - Day);

    public void Dispose()
    {
        _certificate.Dispose();
        _folder.Dispose();
    }

    private X509Certificate2 Issue(string host, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1")], critical: false));
        return Sign(request, key, until);
    }

    private X509Certificate2 Sign(CertificateRequest request, ECDsa key, DateTimeOffset until)
    {
        using var bare = request.Create(_certificate, until - (2 * Day), until, RandomNumberGenerator.GetBytes(8));
        return bare.CopyWithPrivateKey(key);
    }

    private static CertificateRequest AuthorityRequest(string name, ECDsa key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        return request;
    }

    private static DateTimeOffset Now() => TimeProvider.System.GetUtcNow();
}
