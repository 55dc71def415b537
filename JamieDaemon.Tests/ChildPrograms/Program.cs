using JamieDaemon.Tests.ChildPrograms;

// What a test must be able to kill, or see dying, is a process of its own: this assembly again.
return args switch
{
    ["write", var directory, var life] => LogWriter.Run(directory, life),
    ["die", var how, .. var settings] => await DyingDaemon.RunAsync(settings, how),
    ["exhaust"] => DescriptorGlutton.Run(),
    _ => 64,
};
