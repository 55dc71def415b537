namespace JamieDaemon.Sandbox;

/// <summary>The sandbox cannot go on; the message says why and is all its user needs.</summary>
internal sealed class SandboxException(string message) : Exception(message);
