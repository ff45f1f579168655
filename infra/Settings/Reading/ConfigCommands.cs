namespace Infra.Settings.Reading;

/// <summary>The commands that set values of a stack, as faults and reports name them.</summary>
/// <param name="stack">The stack.</param>
internal sealed class ConfigCommands(string stack)
{
    /// <summary>Sets a value that stands on its own.</summary>
    /// <param name="name">The key, without the namespace.</param>
    /// <param name="value">The value, or what stands for it.</param>
    public string Set(string name, string value) => $"pulumi config set {name} {value} --stack {stack}";

    /// <summary>Sets a value within a map.</summary>
    /// <param name="path">The full key, and the path below it.</param>
    /// <param name="value">The value, or what stands for it.</param>
    public string SetPath(string path, string value) => $"pulumi config set --path '{path}' {value} --stack {stack}";

    /// <summary>Sets a secret; the CLI asks for its value.</summary>
    /// <param name="name">The key, without the namespace.</param>
    public string SetSecret(string name) => $"pulumi config set --secret {name} --stack {stack}";

    /// <summary>Sets a secret; the CLI asks for its value.</summary>
    /// <param name="key">The full key.</param>
    public string SetSecretAt(string key) => SetSecret(key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..]);
}
