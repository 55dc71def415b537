namespace JamieDaemon.Hosting;

/// <summary>A file of settings is not there, or cannot be read. Fatal: the message says which one, where, and what is wrong.</summary>
public sealed class SettingsFileException(string message, Exception? inner = null) : Exception(message, inner);
