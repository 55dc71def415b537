using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Hosting;

/// <summary>Reads <see cref="NetworkOptions.ExtraCaFile"/> at start: a wrong one is a settings error, no failed call.</summary>
public sealed class NetworkOptionsValidator : IValidateOptions<NetworkOptions>
{
    public ValidateOptionsResult Validate(string? name, NetworkOptions options)
    {
        if (options.ExtraCaFile.Length == 0)
            return ValidateOptionsResult.Success;
        try
        {
            return ExtraTrust.Load(options.ExtraCaFile).Count > 0
                ? ValidateOptionsResult.Success
                : Fail(options, "holds no certificate in PEM form");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return Fail(options, $"cannot be read: {e.Message}");
        }
    }

    private static ValidateOptionsResult Fail(NetworkOptions options, string why) =>
        ValidateOptionsResult.Fail(
            $"Network:ExtraCaFile \"{options.ExtraCaFile}\" {why}. Name a PEM file of CA certificates, or leave it empty.");
}
