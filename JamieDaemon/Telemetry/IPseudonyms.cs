namespace JamieDaemon.Telemetry;

/// <summary>How people are called where it is written down what they did.</summary>
public interface IPseudonyms
{
    /// <summary>Always alike for one person, and not to be traced back unless the operator wants that.</summary>
    /// <param name="user">The chat's id.</param>
    string Of(string user);
}
