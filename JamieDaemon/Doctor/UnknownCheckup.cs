namespace JamieDaemon.Doctor;

/// <summary>Stands where a thing cannot be looked at.</summary>
internal sealed class UnknownCheckup(string name, string why) : ICheckup
{
    public string Name => name;

    public Task<Finding> LookAsync(CancellationToken cancellationToken) => Task.FromResult(Finding.Unknown(name, why));
}
