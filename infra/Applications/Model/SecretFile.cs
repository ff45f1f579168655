namespace Infra.Applications.Model;

/// <summary>A secret that a container reads from a file; the file is absent where the secret is optional and not set.</summary>
/// <param name="Path">The file's absolute path. Its folder holds nothing else.</param>
/// <param name="Definition">The secret.</param>
public sealed record SecretFile(string Path, SecretDefinition Definition);
