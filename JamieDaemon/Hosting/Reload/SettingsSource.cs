namespace JamieDaemon.Hosting.Reload;

/// <summary>Where settings are read from, each time anew: the files, the environment, the command line, as at the start.</summary>
/// <exception cref="SettingsFileException">A file is missing or broken.</exception>
internal delegate IConfigurationRoot SettingsSource();
