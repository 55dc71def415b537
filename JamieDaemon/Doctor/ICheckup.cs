namespace JamieDaemon.Doctor;

/// <summary>Looks at one thing and says how it is. It changes nothing, and a running Jamie does not notice it.</summary>
internal interface ICheckup
{
    /// <summary>The name of its row.</summary>
    string Name { get; }

    Task<Finding> LookAsync(CancellationToken cancellationToken);
}
