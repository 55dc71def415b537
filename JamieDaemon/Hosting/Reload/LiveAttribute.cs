namespace JamieDaemon.Hosting.Reload;

/// <summary>A setting that holds as soon as the settings are read anew; every other one waits for a restart.</summary>
/// <remarks>Whoever uses it asks <see cref="Microsoft.Extensions.Options.IOptions{TOptions}"/> again each time: what is asked once stays as it was.</remarks>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LiveAttribute : Attribute;
