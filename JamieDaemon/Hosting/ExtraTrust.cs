using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace JamieDaemon.Hosting;

/// <summary>Accepts a server whose certificate only lacks a known root, when an extra authority of ours has signed it.</summary>
internal sealed class ExtraTrust(X509Certificate2Collection authorities)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    public static X509Certificate2Collection Load(string pemFile)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(pemFile);
        return authorities;
    }

    /// <summary>A <see cref="RemoteCertificateValidationCallback"/>: a wrong host name stays refused.</summary>
    public bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 server)
            return false;

        using var ours = new X509Chain();
        ours.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        ours.ChainPolicy.CustomTrustStore.AddRange(authorities);
        ours.ChainPolicy.ApplicationPolicy.Add(new(ServerAuthentication));
        // As SslStream itself does by default: a company's own authority rarely publishes revocations.
        ours.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        ours.ChainPolicy.DisableCertificateDownloads = true;
        if (chain is not null)
            ours.ChainPolicy.ExtraStore.AddRange(chain.ChainPolicy.ExtraStore);
        return ours.Build(server);
    }
}
